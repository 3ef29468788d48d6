import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { REASON } from './pushes';
import { handIn, shownOn } from './stage';
import { figure, goTo, look, SOON, type Visit } from './visit';

/** What the audit gives at a time. */
const PART = 100;
/** Lines that were in the audit before the walk. */
const BEFORE = 'before the walk';

const { devices, audit, push, ledger, test: tried } = en;

/** What stays written down: devices out of reach, and who did what. */
export function devicesChapter(admin: () => Visit): void {
  test('a device that FCM knows no more is listed, with the push that told it', async () => {
    const { page } = admin();
    const id = await handIn({ token: 'unreg-walk-0001', title: '못 받는 기기', customer: '7770009999' });
    await page.goto(`/pushes?push=${id}`);
    await page.getByRole('dialog').getByText(push.step.rejected).waitFor();
    await page.keyboard.press('Escape');
    await goTo(admin(), '/devices');
    const row = page.locator('tbody tr', { hasText: 'UNREGISTERED' });
    await row.getByRole('link', { name: devices.number(id) }).waitFor();
    expect(await row.textContent()).not.toContain('7770009999');
    await look(admin(), 'devices-en-light');
    await row.getByRole('link').click();
    await page
      .getByRole('dialog')
      .getByRole('heading', { name: push.heading(id) })
      .waitFor();
    await page.keyboard.press('Escape');
  });
}

/** One push to one token, past everything but FCM. */
export function tokenChapter(admin: () => Visit): void {
  test('a token is checked, and then sent to', async () => {
    const { page } = admin();
    await goTo(admin(), '/devices');
    await page.getByRole('button', { name: tried.open }).click();
    const dialog = page.getByRole('dialog', { name: tried.title });
    await dialog.getByLabel(tried.token).fill('walk-tried');
    await dialog.getByRole('button', { name: tried.tryOut }).click();
    await dialog.getByText(tried.accepted.check).waitFor();
    expect(await shownOn('walk-tried')).toBe(0);
    await look(admin(), 'test-push-en-light');
    await dialog.getByLabel(tried.how).selectOption('deliver');
    await dialog.getByRole('button', { name: tried.send }).click();
    await dialog.getByText(tried.accepted.deliver).waitFor();
    await expect.poll(() => shownOn('walk-tried'), SOON).toBe(1);
    await dialog.getByRole('button', { name: tried.close }).click();
  });
}

/** The last of all: what is settled is removed. */
export function ledgerChapter(admin: () => Visit): void {
  test('the ledger is flushed of what is settled, once its name is typed', async () => {
    const { page } = admin();
    const dialog = page.getByRole('dialog', { name: ledger.flushAsk });
    await goTo(admin(), '/ledger');
    const settled = page.locator('dt', { hasText: ledger.settled }).locator('+ dd');
    const archived = page.locator('dt', { hasText: ledger.files }).locator('+ dd');
    const before = await figure(settled);
    expect(await figure(archived)).toBe(0);
    expect(before).toBeGreaterThan(300);
    await page.getByRole('button', { name: ledger.flush }).click();
    expect(await dialog.getByRole('button', { name: ledger.flushNow }).isDisabled()).toBe(true);
    const name = await dialog.getByTestId('ledger-name').innerText();
    await dialog.getByLabel(ledger.name).fill(name);
    await look(admin(), 'flush-en-light');
    await dialog.getByRole('button', { name: ledger.flushNow }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => figure(settled), SOON).toBeLessThan(before);
    await page.getByText(/, by flush$/).waitFor();
    await expect.poll(() => figure(archived), SOON).toBe(1);
    await goTo(admin(), '/audit');
    await page.getByText('ledger.flush').waitFor();
  });
}

export function auditChapter(admin: () => Visit): void {
  test('all that was done is in the audit, and is found there', async () => {
    const { page } = admin();
    await goTo(admin(), '/audit');
    const rows = page.locator('tbody tr');
    await expect.poll(() => rows.count(), SOON).toBe(PART);
    await look(admin(), 'audit-en-light');
    await page.getByRole('button', { name: audit.older }).click();
    await page.getByText(BEFORE).last().waitFor();
    expect(await rows.count()).toBeGreaterThan(PART);
    expect(await page.getByRole('button', { name: audit.older }).count()).toBe(0);
    const actions = new Set(await page.locator('tbody td:nth-child(3)').allTextContents());
    for (const action of [
      'link.hold',
      'link.release',
      'lane.pause',
      'lane.resume',
      'push.unmask',
      'push.hold',
      'push.let-go',
      'push.cancel',
      'push.send-again',
      'user.add',
      'user.role',
      'user.password',
      'user.remove',
      'password.change',
      'login.refused',
      'process.stop',
      'process.start',
      'process.restart',
      'process.reload',
      'process.scale',
    ]) {
      expect(actions, [...actions].join(' ')).toContain(action);
    }
    await page.getByRole('searchbox', { name: audit.search }).fill('by an operator');
    await expect.poll(() => rows.count(), SOON).toBe(1);
    expect(await rows.textContent()).toMatch(/duri.*link\.hold.*single02/);
    await page.getByRole('searchbox', { name: audit.search }).fill(REASON);
    await rows.filter({ hasText: REASON }).waitFor();
    await expect.poll(() => rows.count(), SOON).toBe(1);
    const line = (await rows.textContent()) ?? '';
    expect(line).toContain('push.unmask');
    expect(line).toContain('admin');
    await page.getByRole('searchbox', { name: audit.search }).fill('');
  });
}
