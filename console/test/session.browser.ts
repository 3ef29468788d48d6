import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { serve } from './browser';
import { startChromium } from './chromium';
import { FixtureGateway } from './fixtureGateway';

const SHOTS = 'target/screenshots';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = {
  'ko-light': { locale: 'ko-KR', colorScheme: 'light' },
  'en-dark': { locale: 'en-US', colorScheme: 'dark' },
  'ko-dark-phone': { locale: 'ko-KR', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const;

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
  gateway = new FixtureGateway(() => Date.parse('2026-11-21T15:29:58.120Z')).withLinks();
  gateway.receive(20);
  gateway.settle();
  const at = '2026-11-21T12:00:00Z';
  gateway.audit = [
    { at, who: 'kim', action: 'link.hold', object: 'single01', detail: '점검' },
    { at, who: 'admin', action: 'user.add', object: 'lee', detail: 'viewer' },
  ];
  gateway.devices = {
    devices: [{ token: 'dGhp…3f2a', customer: '00******07', reason: 'UNREGISTERED', since: at, push: 7 }],
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
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
    ...options,
  });
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

/** Takes a picture, and says what axe finds. */
async function look(page: Page, name: string): Promise<string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await axe.run();
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`));
  });
}

for (const [name, options] of Object.entries(LOOKS)) {
  test(`login, password, users, audit and a link's switches are accessible: ${name}`, async () => {
    gateway.user = null;
    gateway.logins = { local: true, openid: '사내 로그인' };
    const back = await open('/login/openid?code=no-role&state=s', options);
    await back.getByRole('alert').waitFor();
    expect(await look(back, `openid-refused-${name}`)).toEqual([]);
    await back.context().close();

    const page = await open('/', options);
    await page.locator('input[name=password]').waitFor();
    expect(await look(page, `login-${name}`)).toEqual([]);

    gateway.users = gateway.users.map((each) => ({ ...each, must_change_password: each.name === 'admin' }));
    await page.locator('input[name=name]').fill('admin');
    await page.locator('input[name=password]').fill('once');
    await page.keyboard.press('Enter');
    await page.locator('input[name=fresh]').waitFor();
    expect(await look(page, `password-${name}`)).toEqual([]);

    await page.locator('input[name=old]').fill('once');
    await page.locator('input[name=fresh]').fill('good-enough-7');
    await page.locator('input[name=again]').fill('good-enough-7');
    await page.keyboard.press('Enter');
    await page.locator('nav a[href="/users"]').click();
    await page.getByRole('rowheader', { name: 'kim' }).waitFor();
    expect(await look(page, `users-${name}`)).toEqual([]);

    await page.locator('nav a[href="/devices"]').click();
    await page.getByText('UNREGISTERED').waitFor();
    expect(await look(page, `devices-${name}`)).toEqual([]);

    await page.locator('nav a[href="/audit"]').click();
    await page.getByText('link.hold').waitFor();
    expect(await look(page, `audit-${name}`)).toEqual([]);
    await page.context().close();

    const { locale, colorScheme } = options;
    const board = await open('/', { locale, colorScheme });
    await board.locator('li button').first().click();
    await board.locator('input[name=reason]').waitFor();
    expect(await look(board, `link-${name}`)).toEqual([]);
    await board.context().close();

    gateway.change(7, { state: 'reserved' });
    const drawer = await open('/pushes?push=7', options);
    await drawer.locator('form input[name=reason]').waitFor();
    expect(await look(drawer, `acts-${name}`)).toEqual([]);
    await drawer.context().close();
  });
}

for (const [name, options] of Object.entries(LOOKS)) {
  test(`processes, their questions and their logs are accessible: ${name}`, async () => {
    gateway.manager.lines = Array.from({ length: 80 }, (_, i) => `2026-11-22T00:30:${i} INFO a.line n=${i}`);
    const page = await open('/processes', options);
    await page.getByRole('heading', { level: 3 }).first().waitFor();
    expect(await look(page, `processes-${name}`)).toEqual([]);

    const card = page.locator('li', { hasText: 'gateway #0' });
    const before = await card.boundingBox();
    await card.getByRole('button').nth(1).click();
    await page.getByRole('dialog').waitFor();
    expect(await look(page, `process-reload-${name}`)).toEqual([]);
    await page.getByRole('dialog').getByRole('button').nth(1).click();
    await page.locator('li[data-doing=reload]').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await look(page, `process-reloading-${name}`)).toEqual([]);
    gateway.manager.finish();
    await page.locator('li[data-doing=reload]').waitFor({ state: 'detached' });
    expect(await card.boundingBox()).toEqual(before);

    await card.getByRole('button').first().click();
    await page.getByText('n=79').waitFor();
    expect(await look(page, `process-log-${name}`)).toEqual([]);
    await page.context().close();

    gateway.manager.running = false;
    const none = await open('/processes', options);
    await none.getByText('bongsu start ecosystem.yaml').waitFor();
    expect(await look(none, `processes-none-${name}`)).toEqual([]);
    await none.context().close();
  });
}

for (const [name, options] of Object.entries(LOOKS)) {
  test(`the ledger, its flush and a test push are accessible: ${name}`, async () => {
    const page = await open('/ledger', options);
    await page.getByText('/var/lib/bongsu/archive').waitFor();
    expect(await look(page, `ledger-${name}`)).toEqual([]);
    await page.locator('main button').first().click();
    await page.getByRole('dialog').locator('input').fill('k7mq2xw9');
    expect(await look(page, `flush-${name}`)).toEqual([]);
    await page.getByRole('dialog').getByRole('button').nth(1).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await look(page, `flushing-${name}`)).toEqual([]);

    await page.locator('nav a[href="/devices"]').click();
    await page.locator('main button').first().click();
    await page.locator('input[name=token]').fill('dGhpcyBpcyBhIHRva2Vu');
    await page.keyboard.press('Enter');
    await page.getByText('projects/demo/messages/1').waitFor();
    expect(await look(page, `test-push-${name}`)).toEqual([]);
    await page.context().close();
  });
}
