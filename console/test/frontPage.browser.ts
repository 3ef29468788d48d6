import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chromiumPath, serve } from './browser';
import { FixtureGateway } from './fixtureGateway';

const SHOTS = 'target/screenshots';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const DESKTOP = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

let browser: Browser;
let gateway: FixtureGateway;
let served: Awaited<ReturnType<typeof serve>>;
let faults: string[];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
});

afterAll(() => browser.close());

beforeEach(async () => {
  let now = Date.parse('2026-11-21T14:59:58.120Z');
  gateway = new FixtureGateway(() => (now += 137)).withLinks();
  gateway.receive(250);
  gateway.settle();
  gateway.receive(4);
  gateway.change(252, { state: 'in-flight', attempts: 1 });
  gateway.change(251, { attempts: 2, result: 'UNAVAILABLE: retry after 10 s' });
  gateway.rates = { accepted_per_second: 4.2, settled_per_second: 3.9 };
  served = await serve(gateway);
  faults = [];
});

afterEach(() => {
  served.server.closeAllConnections();
  served.server.close();
  expect(faults).toEqual([]);
});

async function open(path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(served.url + path);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** What axe finds, as one line each. */
async function violations(page: Page): Promise<string[]> {
  // Through the debugger and not as an element: the page's policy would rightly refuse it.
  const { readFile } = await import('node:fs/promises');
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await axe.run();
    return violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`),
    );
  });
}

for (const locale of ['ko-KR', 'en-US']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of [
      ['desktop', DESKTOP],
      ['phone', PHONE],
    ] as const) {
      const name = `${locale.slice(0, 2)}-${colorScheme}-${size}`;
      test(`the front page is accessible and obeys the policy: ${name}`, async () => {
        const page = await open('/', { locale, colorScheme, viewport });
        await page.getByText('254').first().waitFor();
        await page.locator('[data-state=accepted]').first().waitFor();
        await look(page, name);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      });
    }
  }
}
