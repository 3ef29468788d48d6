import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { en, type Texts } from '../../src/i18n/en';
import { handIn, shownOn } from './stage';
import { goTo, look, SOON, type Visit } from './visit';

const { push, state } = en;
const HOUR_MS = 3_600_000;

export const REASON = 'the customer has called';

/** One push: its story, its personal data, and what can be done to it. */
export function pushChapter(admin: () => Visit): void {
  test('a row opens the story of its push, and what its phone shows', async () => {
    const { page } = admin();
    const id = await handIn({
      token: 'walk-shown',
      title: '[체결] 삼성전자',
      customer: '7770004321',
      phone: '01087654321',
    });
    await expect.poll(() => shownOn('walk-shown'), SOON).toBe(1);
    await goTo(admin(), '/pushes');
    await page.locator(`tr:has([aria-description="${en.log.open(id)}"])`).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: push.heading(id) }).waitFor();
    await drawer.getByText(push.step.accepted).waitFor();
    await drawer.getByText(en.column.fcm_name).waitFor();
    const phone = drawer.getByRole('figure', { name: push.preview });
    // Masked: the first two characters.
    expect(await phone.textContent()).toContain('[체…');
    expect(await phone.textContent()).not.toContain('삼성');
    expect(await drawer.textContent()).not.toContain('01087654321');
    await look(admin(), 'push-en-light');

    await drawer.getByLabel(push.unmaskReason).fill(REASON);
    await drawer.getByRole('button', { name: push.unmask, exact: true }).click();
    await drawer.getByText('01087654321').waitFor();
    await drawer.getByText('7770004321').waitFor();
    await phone.getByText('[체결] 삼성전자').first().waitFor();
    await look(admin(), 'unmasked-en-light');

    await drawer.getByRole('button', { name: push.older }).click();
    await drawer.getByRole('heading', { name: push.heading(id) }).waitFor({ state: 'detached' });
    await drawer.getByRole('button', { name: push.newer }).click();
    await drawer.getByRole('heading', { name: push.heading(id) }).waitFor();
    expect(await drawer.textContent()).not.toContain('01087654321');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  test('a reserved push is held, let go, cancelled and sent again', async () => {
    const { page } = admin();
    const sendAt = new Date(Date.now() + HOUR_MS);
    const id = await handIn({ token: 'walk-reserved', title: '예약 안내', sendAt });
    await page.goto(`/pushes?push=${id}`);
    await shows(page, state.reserved);
    await act(page, 'hold', id);
    await shows(page, state.held);
    await act(page, 'let-go', id);
    await shows(page, state.reserved);
    await look(admin(), 'reserved-en-light');
    await act(page, 'cancel', id);
    await shows(page, state.cancelled);
    expect(await shownOn('walk-reserved')).toBe(0);
    await act(page, 'send-again', id);
    await shows(page, state.accepted);
    expect(await shownOn('walk-reserved')).toBe(1);
    await page.getByText(push.step['sent-again']).waitFor();
    await page.keyboard.press('Escape');
  });
}

async function shows(page: Page, word: string): Promise<void> {
  await page.getByRole('dialog').locator('header', { hasText: word }).waitFor();
}

/** Presses the button of an act and says yes. */
export async function act(
  page: Page,
  kind: keyof typeof push.act,
  id: number,
  texts: Texts = en,
): Promise<void> {
  const label = texts.push.act[kind];
  await page.getByRole('button', { name: label, exact: true }).click();
  const asked = page.getByRole('dialog', { name: texts.push.actAsk[kind](id) });
  await asked.getByRole('button', { name: label, exact: true }).click();
  await asked.waitFor({ state: 'detached' });
}
