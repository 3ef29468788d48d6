// What a person waits for in a log of N pushes (`SearchBench#fill` makes it): from the press, or the call of the
// address, until the rows stand there and nothing is on its way. The pause after the last key is in it.
import { openPage, openStage, spread, startChromium, ROOT } from './stage.mjs';
import { join } from 'node:path';

const TIMES = Number(process.env.TIMES ?? 60);
const WORDS = ['가', '나', '다'];

const stage = await openStage({ ledger: join(ROOT, 'gateway', 'target', 'search-bench', 'ledger.db') });
const browser = await startChromium();
try {
  const page = await openPage(browser, stage);

  /** Waits until the rows are those of `path`, and tells when that was. */
  await page.addInitScript(() => {
    window.settledRows = (before) =>
      new Promise((resolve) => {
        const look = () => {
          const sheet = document.querySelector('tbody')?.closest('div');
          const empty = document.querySelector('section p, section h3');
          const busy = document.querySelector('[aria-busy=true]') !== null;
          if (!busy && window.location.href !== before && (sheet || empty)) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      });
  });

  const first = [];
  for (let i = 0; i < TIMES + 3; i++) {
    await page.goto('about:blank');
    await page.goto('/pushes', { waitUntil: 'commit' });
    await page.locator('tbody tr').nth(50).waitFor();
    const at = await page.evaluate(() => performance.now());
    // The first ones warm up the programs.
    if (i >= 3) first.push(at);
  }
  const total = await page.getByRole('status').filter({ hasText: 'in all' }).textContent();
  const pages = Math.max(1, Math.floor(Number(total.replace(/\D/g, '')) / 100));
  console.log(`A log of ${total.replace(' in all', '')} pushes.\n`);
  console.log('| in the browser | p50 ms | p95 ms | longest |\n|---|---:|---:|---:|');
  tell('first page, from the address', first);

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
  await timed('state', choice('State', ['rejected', 'accepted', 'failed', 'open', '']));
  await timed('lane', choice('Lane', ['single', 'multi', '']));
  await timed('time', choice('When received', ['15m', 'today', '7d', 'month', '']));
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
      const before = page.url();
      const settled = page.evaluate((address) => window.settledRows(address), before);
      const begun = await page.evaluate(() => performance.now());
      await press();
      const at = await settled;
      if (i >= 3) millis.push(at - begun);
    }
    tell(name, millis);
  }
} finally {
  await browser.close();
  await stage.close();
}
