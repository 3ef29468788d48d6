// What a person waits for in a log of N pushes (`SearchBench#fill` makes it): from the press, or the call of the
// address, until the rows stand there and nothing is on its way. The pause after the last key is in it.
import { openOwnPage, openStage, sleep, spread, ROOT } from './stage.mjs';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

const TIMES = Number(process.env.TIMES ?? 60);
const WORDS = ['가', '나', '다'];

const ledger = join(ROOT, 'gateway', 'target', 'search-bench', 'ledger.db');
// A machine that is at work has its log in memory; `COLD=1` leaves what is there as it is.
if (process.env.COLD !== '1') await finished(createReadStream(ledger, { highWaterMark: 1 << 22 }).resume());

const stage = await openStage({ ledger });
const browser = await openOwnPage(stage);
try {
  const { page } = browser;

  /** Waits until other rows than now stand there, and tells when that was. */
  await page.addInitScript(() => {
    const isQuiet = () => {
      const rows = document.querySelector('tbody') ?? document.querySelector('section p, section h3');
      return rows !== null && document.querySelector('[aria-busy=true]') === null;
    };
    const when = (isSo) =>
      new Promise((resolve, reject) => {
        const deadline = performance.now() + 20_000;
        const look = () => {
          if (isSo()) resolve(performance.now());
          else if (performance.now() > deadline) reject(new Error(`not settled: ${window.location.href}`));
          else requestAnimationFrame(look);
        };
        look();
      });
    // The address changes at the press, before anything of the other page is there.
    const shown = () => document.querySelector('[data-shown]')?.dataset.shown;
    window.settledRows = () => {
      const before = shown();
      return when(() => shown() !== before && isQuiet());
    };
    // Those in sight; the frame in which they first stand there has been painted by then.
    window.firstRows = () =>
      when(() => document.querySelectorAll('tbody tr').length >= 30).then(
        () => new Promise((then) => setTimeout(() => then(performance.now()))),
      );
    // Two frames on, nothing that a person did before is still under way.
    window.quiet = () =>
      when(isQuiet).then(
        () => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))),
      );
  });

  const first = [];
  for (let i = 0; i < TIMES + 3; i++) {
    await page.goto('about:blank');
    await page.goto('/pushes', { waitUntil: 'commit' });
    const at = await page.evaluate(() => window.firstRows());
    // The first ones warm up the programs; a person stays longer than a moment, and the browser keeps scripts ready
    // that it has seen twice.
    if (i >= 3) first.push(at);
    else await sleep(3);
  }
  const total = await page.getByRole('status').filter({ hasText: 'in all' }).textContent();
  const pages = Math.max(1, Math.floor(Number(total.replace(/\D/g, '')) / 100));
  console.log(`A log of ${total.replace(' in all', '')} pushes.\n`);
  console.log('| in the browser | p50 ms | p95 ms | longest |\n|---|---:|---:|---:|');
  tell('first page, from the address', first);

  await timed('first page, from the overview', async () => {
    await page.goto('/');
    // What an open console has long loaded.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('PushLog')),
    );
    return () => page.getByRole('link', { name: 'Push log' }).first().click();
  });
  await page.goto('/pushes');

  const any = (n) => Math.floor(Math.random() * n);
  await timed('any page by its number', async () => {
    const field = page.getByRole('textbox', { name: 'Page' });
    await field.fill(String(1 + any(pages)));
    return () => field.press('Enter');
  });
  await timed('the next page', () => () => page.getByRole('link', { name: 'Next' }).click());
  const choice = (name, values) => async (i) => {
    const value = values[i % values.length];
    return () => page.getByRole('combobox', { name, exact: true }).selectOption(value);
  };
  await page.goto('/pushes');
  await timed('state', choice('State', ['rejected', 'accepted', 'failed', 'open', '']));
  await page.goto('/pushes');
  await timed('lane', choice('Lane', ['single', 'multi', '']));
  await page.goto('/pushes');
  await timed('time', choice('When received', ['15m', 'today', '7d', 'month', '']));
  await page.goto('/pushes');
  await timed('order', choice('Order', ['oldest', 'newest']));
  const typed = (keyword) => async (i) => {
    const field = page.getByRole('searchbox');
    const text = keyword(i);
    return () => field.fill(text);
  };
  await page.goto('/pushes');
  await timed(
    'keyword of two syllables',
    typed(() => String.fromCharCode(0xac00 + any(11_172)) + WORDS[any(3)]),
  );
  await page.goto('/pushes?in=customer');
  await timed(
    'customer, five digits',
    typed(() => String(10_000 + any(90_000))),
  );

  function tell(name, millis) {
    const { p50, p95, most } = spread(millis);
    console.log(`| ${[name, p50.toFixed(0), p95.toFixed(0), most.toFixed(0)].join(' | ')} |`);
  }

  async function timed(name, prepare) {
    const millis = [];
    for (let i = 0; i < TIMES + 3; i++) {
      const press = await prepare(i);
      const settled = page.evaluate(() => window.settledRows());
      const begun = await page.evaluate(() => performance.now());
      await press();
      const at = await settled;
      if (i >= 3) millis.push(at - begun);
      await page.evaluate(() => window.quiet());
    }
    tell(name, millis);
  }
} finally {
  await browser.close();
  await stage.close();
}
