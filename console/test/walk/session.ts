import type { Browser, Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { CONSOLE, ONCE, PROVIDER } from './stage';
import { expectRefusals, look, visit, type Visit } from './visit';

const { session, openid } = en;

/** What the first administrator chooses in place of the one-time password. */
const CHOSEN = 'beacon-fire-72';
const ANOTHER = 'smoke-by-day-53';

/** Fills in the form that is shown, and sends it. */
export async function fill({ page }: Visit, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`input[name=${name}]`).fill(value);
  }
  await page.keyboard.press('Enter');
}

/** The first login: with the one-time password, which has to be changed before anything else. */
export function loginChapter(admin: () => Visit): void {
  test('nobody sees anything before a login, and a wrong password is told', async () => {
    const { page } = admin();
    const scripts: Request[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    await page.goto('/pushes');
    await page.getByRole('heading', { name: session.title }).waitFor();
    const sizes = await Promise.all(scripts.map((each) => each.sizes()));
    const loaded = sizes.reduce((sum, each) => sum + each.responseBodySize, 0);
    expect(loaded).toBeGreaterThan(0);
    expect(loaded, 'bytes of JavaScript on the line').toBeLessThan(350_000);
    console.log(`JavaScript of the first page, compressed: ${loaded} bytes`);

    expect(await page.getByRole('navigation').count()).toBe(0);
    await look(admin(), 'login-en-light');
    await fill(admin(), { name: 'admin', password: 'not-it-at-all-1' });
    await page.getByText(session.wrong).waitFor();
    expectRefusals(admin(), '401 POST /api/session');
  });

  test('the one-time password has to be changed, by the rules', async () => {
    const { page } = admin();
    await fill(admin(), { name: 'admin', password: ONCE });
    await page.getByText(session.mustChange).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await look(admin(), 'password-en-light');

    await fill(admin(), { old: ONCE, fresh: CHOSEN, again: `${CHOSEN}0` });
    await page.getByText(session.different).waitFor();
    await fill(admin(), { fresh: 'short-1', again: 'short-1' });
    await page.getByText(session.broken.length).waitFor();
    expectRefusals(admin(), '400 POST /api/session/password');

    await fill(admin(), { fresh: CHOSEN, again: CHOSEN });
    await page.getByRole('navigation', { name: en.nav.label }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/pushes');
  });

  test('whoever wants another password chooses one', async () => {
    const { page } = admin();
    await page.getByRole('button', { name: session.menu('admin') }).click();
    await page.getByRole('menuitem', { name: session.change }).click();
    await fill(admin(), { old: CHOSEN, fresh: ANOTHER, again: ANOTHER });
    await page.getByText(session.changed).waitFor();
  });
}

/** A provider on another site: the cookies of a login must survive the way there and back. */
export function openIdChapter(browser: () => Browser): void {
  test('somebody logs in by a provider of another site, has a role, and logs out', async () => {
    const kim = await visit(browser());
    const { page } = kim;
    expect(new URL(CONSOLE).hostname).toBe('127.0.0.1');
    await page.goto('/devices');
    await page.getByRole('button', { name: openid.enter(PROVIDER) }).click();
    await page.waitForURL((url) => url.hostname === 'localhost');
    await page.locator('input[name=login]').fill('kim');
    await page.locator('input[name=password]').fill('any');
    await page.locator('button[type=submit]').click();
    // The provider asks whether the console may know who it is.
    await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
    await page.locator('button[type=submit]').click();

    await page.getByRole('navigation', { name: en.nav.label }).waitFor();
    expect(page.url()).toBe(`${CONSOLE}/devices`);
    const cookies = await page.context().cookies(CONSOLE);
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.every((each) => each.httpOnly && each.sameSite === 'Strict')).toBe(true);
    expect(await page.getByRole('link', { name: en.nav.users }).count()).toBe(0);
    await page.getByRole('button', { name: session.menu('kim') }).click();
    await page.getByRole('menuitem', { name: `kim · ${session.role.operator}` }).waitFor();
    expect(await page.getByRole('menuitem', { name: session.change }).count()).toBe(0);
    await page.getByRole('menuitem', { name: session.leave }).click();
    await page.getByRole('link', { name: openid.farewell(PROVIDER) }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: session.title }).waitFor();
    expectRefusals(kim);
    await page.context().close();
  });
}

export function logoutChapter(admin: () => Visit): void {
  test('after the logout nothing is left to see', async () => {
    const { page } = admin();
    await page.getByRole('button', { name: session.menu('admin') }).click();
    await page.getByRole('menuitem', { name: session.leave }).click();
    await page.getByRole('heading', { name: session.title }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: session.title }).waitFor();
    const answer = await page.request.get('/api/session');
    expect(((await answer.json()) as { user: unknown }).user).toBeNull();
  });
}
