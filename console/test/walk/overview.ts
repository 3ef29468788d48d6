import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { handIn, shownOn } from './stage';
import { figure, goTo, SOON, type Visit } from './visit';

const { links, backlog, tallies, alarms } = en;

/** What the first page shows and steers: traffic, links, lanes. */
export function overviewChapter(admin: () => Visit): void {
  test('the overview counts what arrives, live', async () => {
    const { page } = admin();
    await goTo(admin(), '/');
    await page.getByText(en.pulse.live, { exact: true }).waitFor();
    const stored = page.locator('dl > div', { hasText: tallies.stored }).locator('dd');
    const before = await figure(stored);
    expect(before).toBeGreaterThanOrEqual(300);
    await expect.poll(() => figure(stored), SOON).toBeGreaterThan(before + 2);
    await page.getByText(links.ready(3, 3)).waitFor();
    await page.getByText(alarms.none).waitFor();
    await page.getByRole('img', { name: en.traffic.drawing }).waitFor();
  });

  test('a link is signed off and on, sent to another endpoint, and traced', async () => {
    const { page } = admin();
    const tile = (name: string) => page.locator('li[data-state]', { hasText: name });
    const dialog = page.getByRole('dialog');

    await page.getByRole('button', { name: links.steer('single02') }).click();
    await dialog.getByLabel(links.holdReason).fill('점검');
    await dialog.getByRole('button', { name: links.hold, exact: true }).click();
    await dialog.getByText(links.heldMeaning).waitFor();
    await page.getByText(alarms.held('single02')).waitFor();
    expect(await tile('single02').getAttribute('data-state')).toBe('held');
    await dialog.getByRole('button', { name: links.release }).click();
    await dialog.getByLabel(links.holdReason).waitFor();
    await dialog.getByText(/점검/).first().waitFor();
    await dialog.getByRole('button', { name: links.close }).click();
    await page.locator('li[data-state=ready]', { hasText: 'single02' }).waitFor();

    const address = tile('single01').locator('.mono').first();
    const before = await address.textContent();
    await page.getByRole('button', { name: links.steer('single01') }).click();
    const other = await dialog.getByLabel(links.endpoint).locator('option').first().textContent();
    expect(other).not.toBe(before);
    await dialog.getByRole('button', { name: links.switchTo }).click();
    await expect.poll(() => address.textContent(), SOON).toBe(other);
    await dialog.locator('option', { hasText: before ?? '' }).waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: links.switchTo }).click();
    await expect.poll(() => address.textContent(), SOON).toBe(before);

    await dialog.getByRole('button', { name: links.trace, exact: true }).click();
    await dialog.getByRole('button', { name: links.traceEnd }).click();
    await dialog.getByRole('button', { name: links.trace, exact: true }).waitFor();
    await dialog.getByRole('button', { name: links.close }).click();
    await page.locator('li[data-state=ready]', { hasText: 'single01' }).waitFor();
  });

  test('a lane is paused and resumed, and what came meanwhile leaves then', async () => {
    const { page } = admin();
    const dialog = page.getByRole('dialog');
    const name = links.lane.single;
    await page.getByRole('button', { name: backlog.pauseLane(name) }).click();
    expect(await dialog.getByRole('button', { name: backlog.pause, exact: true }).count()).toBe(0);
    await dialog.getByLabel(backlog.reason).fill('the bank has asked for it');
    await dialog.getByRole('button', { name: backlog.pause, exact: true }).click();
    const paused = page.getByRole('button', { name: backlog.pausedLane(name) });
    await paused.waitFor();

    // It holds within two seconds: then what the FEP goes on sending gathers.
    const pending = page.locator('dt', { hasText: en.search.states.pending }).locator('+ dd');
    await expect.poll(() => figure(pending), SOON).toBeGreaterThan(3);
    await handIn({ token: 'walk-paused', title: '[체결] 멈춘 동안' });
    const before = await figure(pending);
    await expect.poll(() => figure(pending), SOON).toBeGreaterThan(before + 1);
    expect(await shownOn('walk-paused')).toBe(0);

    await paused.click();
    await dialog.getByText(/the bank has asked for it/).waitFor();
    await dialog.getByRole('button', { name: backlog.resume }).click();
    await page.getByRole('button', { name: backlog.pauseLane(name) }).waitFor();
    await expect.poll(() => shownOn('walk-paused'), SOON).toBe(1);
  });
}
