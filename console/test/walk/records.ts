import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { REASON } from './pushes';
import { handIn } from './stage';
import { goTo, look, SOON, type Visit } from './visit';

const { devices, audit, push } = en;

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

export function auditChapter(admin: () => Visit): void {
  test('all that was done is in the audit, and is found there', async () => {
    const { page } = admin();
    await goTo(admin(), '/audit');
    await page.locator('tbody tr').first().waitFor();
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
      'user.remove',
      'process.stop',
      'process.start',
      'process.restart',
      'process.reload',
    ]) {
      expect(actions, [...actions].join(' ')).toContain(action);
    }
    await look(admin(), 'audit-en-light');
    await page.getByRole('searchbox', { name: audit.search }).fill(REASON);
    await expect.poll(() => page.locator('tbody tr').count(), SOON).toBe(1);
    const line = (await page.locator('tbody tr').textContent()) ?? '';
    expect(line).toContain('push.unmask');
    expect(line).toContain('admin');
    await page.getByRole('searchbox', { name: audit.search }).fill('');
  });
}
