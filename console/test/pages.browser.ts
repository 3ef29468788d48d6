import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { BUILT, serve } from './browser';
import { startChromium } from './chromium';
import { FixtureGateway } from './fixtureGateway';

const SHOTS = 'target/screenshots';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

let browser: Browser;
let gateway: FixtureGateway;
let served: Awaited<ReturnType<typeof serve>>;
let faults: string[];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await startChromium();
});

afterAll(() => browser.close());

beforeEach(async () => {
  let now = Date.parse('2026-11-21T15:29:58.120Z');
  gateway = new FixtureGateway(() => (now += 137)).withLinks();
  gateway.receive(250);
  gateway.settle();
  gateway.receive(4);
  gateway.change(252, { state: 'in-flight', attempts: 1 });
  gateway.change(251, { attempts: 2, result: 'UNAVAILABLE: retry after 10 s' });
  gateway.rates = {
    accepted_per_second: 4.2,
    settled_per_second: 3.9,
    sent_per_second: 3.7,
    failed_per_second: 0.2,
  };
  gateway.history = Array.from({ length: 120 }, (_, second) => {
    const received = 400 + 300 * Math.sin(second / 17) + 60 * Math.sin(second * 2.7);
    return {
      accepted_per_second: received,
      settled_per_second: received * 0.96,
      sent_per_second: received * 0.94,
      failed_per_second: received * 0.02,
    };
  });
  gateway.fcm = {
    takes: true,
    sent: 25_480,
    quota: 600_000,
    answers: 25_391,
    p50_ms: 41.2,
    p95_ms: 96.5,
    p99_ms: 212.7,
    refusals: { UNREGISTERED: 311, UNAVAILABLE: 42, INVALID_TOKEN: 7 },
  };
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
  await page.clock.setFixedTime('2026-11-21T15:31:00Z');
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(path.startsWith('/') ? served.url + path : path);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** What axe finds, as one line each. */
async function violations(page: Page): Promise<string[]> {
  // Through the debugger and not as an element: the page's policy would rightly refuse it.
  await page.evaluate(AXE);
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
      test(`every page is accessible and obeys the policy: ${name}`, async () => {
        const overview = await open('/', { locale, colorScheme, viewport });
        await overview.getByText('254').first().waitFor();
        await look(overview, `overview-${name}`);
        expect(await violations(overview)).toEqual([]);
        await overview.context().close();

        const log = await open('/pushes', { locale, colorScheme, viewport });
        await log.locator('[data-state=accepted]').first().waitFor();
        await look(log, `pushes-${name}`);
        expect(await violations(log)).toEqual([]);
        await log.context().close();
      });
    }
  }
}

test('a push opens with its timeline and preview, in every look', async () => {
  for (const [name, options] of [
    ['drawer-ko-light', { locale: 'ko-KR' }],
    ['drawer-en-dark', { locale: 'en-US', colorScheme: 'dark' }],
    ['drawer-en-phone', { locale: 'en-US', viewport: PHONE }],
  ] as const) {
    const page = await open('/pushes?push=247', options);
    await page.getByRole('dialog').getByText('projects/').first().waitFor();
    await settled(page);
    await look(page, name);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  }
});

test('a page says that it loads, and an older page knows where it is', async () => {
  const page = await open('about:blank', { locale: 'ko-KR' });
  let release: (() => void) | undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/**', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${served.url}/pushes?before=155`);
  await page.getByText('연결 중').waitFor();
  await look(page, 'loading');
  expect(await violations(page)).toEqual([]);

  release?.();
  await page.locator('tbody tr').first().waitFor();
  await look(page, 'older');
  expect(await violations(page)).toEqual([]);
});

test('what a browser loads first stays under 350 KB', () => {
  const scripts = readdirSync(join(BUILT, 'assets')).filter((name) => name.endsWith('.js'));
  const bytes = scripts.map((name) => gzipSync(readFileSync(join(BUILT, 'assets', name))).length);
  expect(bytes.length).toBeGreaterThan(0);
  expect(bytes.reduce((a, b) => a + b)).toBeLessThan(350_000);
});

test('columns are chosen in a menu', async () => {
  const page = await open('/pushes', { locale: 'en-US' });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Service' }).check();
  await page.locator('th', { hasText: 'Service' }).waitFor();
  await settled(page);
  await look(page, 'columns');
  expect(await violations(page)).toEqual([]);
});

test('scrolled, the log stands still while pushes arrive, and one press brings the newest', async () => {
  const page = await open('/pushes', { locale: 'en-US' });
  await page.locator('tbody tr').first().waitFor();
  await page
    .locator('tbody')
    .first()
    .evaluate((body) => body.closest('table')?.parentElement?.scrollBy(0, 320));
  // The page has seen the scroll when it asks for its pushes by number.
  await page.waitForRequest((request) => request.url().includes('before=255'));
  const row = page.locator('tbody tr', { has: page.getByText('00:30:35.384') });
  const before = await row.boundingBox();

  gateway.receive(37);
  const fresh = page.getByRole('button', { name: '37 new' });
  await fresh.waitFor();
  expect(await row.boundingBox()).toEqual(before);
  await look(page, 'held');

  await fresh.click();
  await page.locator('tbody tr', { hasText: '00:30:42' }).first().waitFor();

  await page
    .locator('tbody')
    .first()
    .evaluate((body) => body.closest('table')?.parentElement?.scrollBy(0, 320));
  await page.getByRole('button', { name: 'Held still' }).waitFor();
  await page.getByRole('link', { name: 'Next' }).click();
  await page.waitForURL('**/pushes?before=*');
  await page.getByRole('button', { name: 'Newest' }).click();
  await page.getByRole('button', { name: 'Following' }).waitFor();
});

test('on a phone as well, reading further down holds the log still', async () => {
  const page = await open('/pushes', { locale: 'ko-KR', viewport: PHONE });
  await page.locator('section li').first().waitFor();
  await page.mouse.wheel(0, 900);
  await page.waitForRequest((request) => request.url().includes('before=255'));

  gateway.receive(2);
  const fresh = page.getByRole('button', { name: '새 푸시 2건' });
  await fresh.waitFor();
  await look(page, 'held-phone');
  expect(await page.getByRole('banner').boundingBox()).toMatchObject({ y: 0 });
  await fresh.click();
  await fresh.waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('nothing moves in the log while it grows and the gateway falls silent', async () => {
  const page = await open('/pushes', { locale: 'en-US' });
  await page.locator('tbody tr').first().waitFor();
  const places = () =>
    page.locator('header, h1, nav a, nav input, [role=search] > *, th').evaluateAll((all) =>
      all.map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return [each.tagName, x, y, width, height].join(' ');
      }),
    );
  const before = await places();

  gateway.receive(1_000_000 - 254);
  await page.getByText('1,000,000 in all').waitFor();
  await page.getByText('of 10,000').waitFor();
  expect(await places()).toEqual(before);

  gateway.fail(503, 'Gone', 'It is not there.');
  await page.getByText(/^No answer since/).waitFor();
  expect(await places()).toEqual(before);
});

test('a search is typed, narrowed, and leads to a page by its number', async () => {
  const page = await open('/pushes', { locale: 'ko-KR' });
  await page.getByRole('searchbox').fill('체결');
  await page.waitForURL('**/pushes?q=*');
  await page.getByText('전체 126건').waitFor();
  await page.getByRole('combobox', { name: '상태' }).selectOption('failed');
  await page.locator('[data-state=rejected]').first().waitFor();
  await look(page, 'search');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('combobox', { name: '수신 기간' }).selectOption('7d');
  // The rows of the search before are shown until those of this one come.
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  await page.locator('tbody tr').nth(2).waitFor();
  await settled(page);
  await look(page, 'search-time');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: '검색 지우기' }).click();
  await page.getByRole('textbox', { name: '쪽' }).fill('3');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/pushes?page=3');
  await page.locator('tbody tr').nth(53).waitFor();
  await look(page, 'page-3');
});

test('nothing moves while links change, figures grow and the gateway falls silent', async () => {
  const page = await open('/', { locale: 'en-US' });
  await page.getByText('15 of 16 ready').waitFor();
  const places = () =>
    page
      .locator('header, dl > div:not([style]), section li:not([data-tone]), h2, nav button, nav a, th')
      .evaluateAll((all) =>
        all.map((each) => {
          const { x, y, width, height } = each.getBoundingClientRect();
          return [each.tagName, x, y, width, height].join(' ');
        }),
      );
  const before = await places();

  gateway.receive(1_000_000 - 254);
  gateway.history = undefined;
  gateway.rates = {
    accepted_per_second: 9_876.5,
    settled_per_second: 10_021,
    sent_per_second: 9_999.9,
    failed_per_second: 21,
  };
  gateway.fcm = { ...gateway.fcm, takes: false, sent: 599_999, p99_ms: 12_345.6, refusals: {} };
  gateway.links = gateway.links.map((link, i) => ({
    ...link,
    state: (['backoff', 'signing-on', 'held', 'connecting'] as const)[i % 4] ?? 'ready',
    reason: i % 4 === 0 ? 'the FEP did not answer the sign-on within 10 seconds' : null,
    telegrams: 12_345_678,
    recipients: 123_456_789,
    rejected_telegrams: 4_321,
    missing: 1_234,
  }));
  await page.getByText('1,000,000').first().waitFor();
  await page.getByText('0 of 16 ready').waitFor();
  await look(page, 'busy');
  expect(await places()).toEqual(before);

  gateway.fail(503, 'Gone', 'It is not there.');
  await page.getByText(/^No answer since/).waitFor();
  await look(page, 'silent');
  expect(await places()).toEqual(before);
});

test('alarms beyond the room for them are shown on demand, and nothing moves for them', async () => {
  for (const [name, options] of [
    ['alarms-ko-light', { locale: 'ko-KR' }],
    ['alarms-en-dark-phone', { locale: 'en-US', colorScheme: 'dark', viewport: PHONE }],
  ] as const) {
    const page = await open('/', options);
    await page.locator('li[data-tone]').first().waitFor();
    const place = () => page.locator('main > dl, main > div').last().boundingBox();
    const before = await place();
    gateway.lanes = gateway.lanes.map(({ lane }) => ({
      lane,
      paused: true,
      since: '2026-11-21T15:00:00Z',
      by: 'kim',
      reason: 'x',
    }));
    gateway.fcm = { ...gateway.fcm, takes: false, sent: 600_000, refusals: { UNAVAILABLE: 9_999 } };
    const more = page.locator('main button[aria-haspopup=dialog]').first();
    await more.waitFor();
    expect(await place()).toEqual(before);
    expect(await violations(page)).toEqual([]);
    await more.click();
    await page.getByRole('dialog').getByRole('listitem').nth(5).waitFor();
    await settled(page);
    await look(page, name);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  }
});

test('what is still on its way has its place, and is accessible', async () => {
  for (const [path, slow] of [
    ['/users', '**/api/users'],
    ['/devices', '**/api/devices'],
    ['/audit', '**/api/audit*'],
    ['/pushes?push=3', '**/api/pushes/3'],
  ] as const) {
    const page = await open('about:blank', { locale: 'ko-KR' });
    let release: (() => void) | undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(slow, async (route) => {
      await released;
      await route.abort();
    });
    await page.goto(served.url + path);
    await page.locator('[aria-busy=true]').first().waitFor();
    await look(page, `waiting${path.replace(/\W/g, '-')}`);
    expect(await violations(page)).toEqual([]);
    release?.();
    await page.context().close();
  }
});

test('a file is saved under the policy, and a refusal is said', async () => {
  const page = await open('/pushes', { locale: 'ko-KR' });
  const csv = page.getByRole('link', { name: 'CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), csv.click()]);
  expect(download.suggestedFilename()).toBe('pushes.csv');
  expect(readFileSync(await download.path(), 'utf8')).toBe('id,state\r\n1,accepted\r\n');

  await page.route('**/api/pushes.csv*', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify({ detail: 'another file is being written; try again when it is done' }),
    }),
  );
  await csv.click();
  await page.getByRole('dialog').getByText('다른 파일을 만드는 중입니다').waitFor();
  await settled(page);
  await look(page, 'csv-refused');
  expect(await violations(page)).toEqual([]);
});

test('an empty log, a refusing gateway and an unknown address say so', async () => {
  const empty = new FixtureGateway(Date.now);
  served.server.close();
  served = await serve(empty);
  const page = await open('/pushes', { locale: 'en-US' });
  await page.getByText('No push yet').waitFor();
  await look(page, 'empty');
  expect(await violations(page)).toEqual([]);

  empty.fail(503, 'The ledger is busy', 'It is being moved to another disk.');
  const refused = await open('/', { locale: 'ko-KR', colorScheme: 'dark' });
  await refused.getByText('The ledger is busy').first().waitFor();
  await look(refused, 'refused');
  expect(await violations(refused)).toEqual([]);

  empty.recover();
  const lost = await open('/nowhere', { locale: 'ko-KR' });
  await lost.getByText('없는 페이지입니다').waitFor();
  await look(lost, 'nowhere');
});

/** Waits until no transition or animation runs any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  );
}
