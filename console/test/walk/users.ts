import type { Browser } from 'playwright-core';
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { handIn } from './stage';
import { fill } from './session';
import { expectRefusals, goTo, look, visit, type Visit } from './visit';

const { users, session, nav, links, backlog, push } = en;
const THEIRS = 'signal-tower-9';

/** Who may do what: accounts are made here, and each is used to see what its role shows. */
export function usersChapter(browser: () => Browser, admin: () => Visit): void {
  let viewer: Visit;
  let operator: Visit;

  test('an administrator makes accounts, whose passwords have to be changed', async () => {
    await goTo(admin(), '/users');
    viewer = await newcomer(browser(), admin(), 'hana', 'viewer');
    operator = await newcomer(browser(), admin(), 'duri', 'operator');
    await look(admin(), 'users-en-light');
  });

  test('a viewer sees all that is masked, and may do nothing', async () => {
    const { page } = viewer;
    const id = await handIn({
      token: 'walk-viewer',
      title: '공지',
      sendAt: new Date(Date.now() + 3_600_000),
    });
    expect(await pagesOf(viewer)).not.toContain(nav.users);
    expect(await pagesOf(viewer)).not.toContain(nav.audit);
    await page.getByText(links.ready(3, 3)).waitFor();
    expect(await page.getByRole('button', { name: links.steer('single01') }).count()).toBe(0);
    expect(await page.getByRole('button', { name: backlog.pauseLane(links.lane.single) }).count()).toBe(0);
    await page.goto(`/pushes?push=${id}`);
    await page.getByRole('dialog').getByText(push.masked).waitFor();
    await page.getByRole('dialog').getByText(push.open.reserved).waitFor();
    expect(await page.getByLabel(push.unmaskReason).count()).toBe(0);
    expect(await page.getByRole('button', { name: push.act.cancel, exact: true }).count()).toBe(0);
    await look(viewer, 'viewer-en-light');
    expectRefusals(viewer);
    await page.goto('/users');
    await page.getByRole('main').getByRole('button', { name: en.fault.again }).waitFor();
    expect(new Set(viewer.faults)).toEqual(new Set(['403 GET /api/users', '403 GET /api/sessions']));
    await page.context().close();
  });

  test('an operator steers, but makes no accounts', async () => {
    const { page } = operator;
    expect(await pagesOf(operator)).not.toContain(nav.users);
    await page.getByRole('button', { name: links.steer('single01') }).waitFor();
    await page.getByRole('button', { name: backlog.pauseLane(links.lane.single) }).waitFor();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: links.steer('single02') }).click();
    await dialog.getByLabel(links.holdReason).fill('by an operator');
    await dialog.getByRole('button', { name: links.hold, exact: true }).click();
    await dialog.getByText(links.heldMeaning).waitFor();
    await dialog.getByRole('button', { name: links.release }).click();
    await dialog.getByLabel(links.holdReason).waitFor();
    await dialog.getByText(/duri/).first().waitFor();
    await dialog.getByRole('button', { name: links.close }).click();
    await page.getByText(links.ready(3, 3)).waitFor();
    expectRefusals(operator);
  });

  test('a role is changed, a locked account given a password anew, and removed; its logins end', async () => {
    const { page } = admin();
    const dialog = page.getByRole('dialog');
    const duri = page.locator('tr', { hasText: 'duri' });
    await page.getByRole('combobox', { name: users.roleOf('duri') }).selectOption('viewer');
    await dialog.getByRole('button', { name: users.role }).click();
    await dialog.waitFor({ state: 'detached' });
    await operator.page.getByRole('heading', { name: session.title }).waitFor();
    expect(operator.faults.every((fault) => fault.startsWith('401 '))).toBe(true);
    operator.faults.length = 0;
    await fill(operator, { name: 'duri', password: THEIRS });
    await operator.page.getByText(links.ready(3, 3)).waitFor();
    expect(await operator.page.getByRole('button', { name: links.steer('single01') }).count()).toBe(0);

    await guessed(browser(), 'duri');
    await page.reload();
    await duri.getByText(users.locked('')).waitFor();
    await duri.getByRole('button', { name: users.reset }).click();
    await dialog.getByRole('button', { name: users.reset }).click();
    await dialog.locator('code').waitFor();
    await dialog.getByRole('button', { name: users.close }).click();
    await duri.getByText(users.mustChange).waitFor();

    await duri.getByRole('button', { name: users.remove }).click();
    await dialog.getByRole('button', { name: users.remove }).click();
    await duri.waitFor({ state: 'detached' });
    await operator.page.getByRole('heading', { name: session.title }).waitFor();
    await operator.page.context().close();
  });
}

/** Makes an account, logs in with its one-time password in another browser, and chooses one. */
async function newcomer(browser: Browser, { page }: Visit, name: string, role: string): Promise<Visit> {
  await page.getByLabel(users.name, { exact: true }).fill(name);
  await page.getByRole('combobox', { name: users.role, exact: true }).selectOption(role);
  await page.getByRole('button', { name: users.add }).click();
  const dialog = page.getByRole('dialog', { name: users.once(name) });
  const once = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: users.close }).click();
  const theirs = await visit(browser);
  await theirs.page.goto('/');
  await fill(theirs, { name, password: once });
  await theirs.page.getByText(session.mustChange).waitFor();
  await fill(theirs, { old: once, fresh: THEIRS, again: THEIRS });
  await theirs.page.getByText(links.ready(3, 3)).waitFor();
  return theirs;
}

/** Somebody tries passwords in a browser that is not the owner's; after five the right one is of no use. */
async function guessed(browser: Browser, name: string): Promise<void> {
  const guesser = await visit(browser);
  const { page } = guesser;
  await page.goto('/');
  const wrong = Array.from({ length: 5 }, (_, i) => `guess-number-${i}`);
  for (const password of [...wrong, THEIRS]) {
    const answer = page.waitForResponse((each) => each.request().method() === 'POST');
    await fill(guesser, { name, password });
    expect((await answer).status()).toBe(401);
  }
  await page.getByText(session.wrong).waitFor();
  expectRefusals(guesser, ...Array.from({ length: 6 }, () => '401 POST /api/session'));
  await page.context().close();
}

async function pagesOf({ page }: Visit): Promise<string[]> {
  return page.getByRole('navigation', { name: nav.label }).getByRole('link').allTextContents();
}
