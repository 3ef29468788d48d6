import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { goTo, look, SOON, type Visit } from './visit';

const { processes: texts } = en;

/** The programs of this machine; `report` is there to be steered. */
export function processesChapter(admin: () => Visit): void {
  const card = (label: string): Locator =>
    admin()
      .page.locator('li[data-state]')
      .filter({ has: admin().page.getByRole('heading', { name: label, exact: true }) });
  const pid = async (label: string) => Number(await card(label).locator('dd').first().textContent());

  test('a process is stopped, started, restarted and reloaded', async () => {
    const { page } = admin();
    const dialog = page.getByRole('dialog');
    await goTo(admin(), '/processes');
    const report = texts.called('report', 3);
    await expect.poll(() => pid(report), SOON).toBeGreaterThan(0);
    await look(admin(), 'processes-en-light');

    const first = await pid(report);
    await page.getByRole('switch', { name: texts.running(report) }).click();
    await dialog.getByRole('button', { name: texts.deed.stop }).click();
    await card(report).getByText(texts.stateOf('stopped'), { exact: true }).waitFor();
    await page.getByRole('switch', { name: texts.running(report) }).click();
    await card(report).getByText(texts.stateOf('online'), { exact: true }).waitFor();
    const second = await pid(report);
    expect(second).not.toBe(first);

    await page.getByRole('button', { name: texts.deedTo.restart(report) }).click();
    await dialog.getByRole('button', { name: texts.deed.restart }).click();
    await expect.poll(() => pid(report), SOON).not.toBe(second);
    await expect.poll(() => pid(report), SOON).toBeGreaterThan(0);
    const third = await pid(report);
    await page.getByRole('button', { name: texts.deedTo.reload(report) }).click();
    await dialog.getByRole('button', { name: texts.deed.reload }).click();
    await expect.poll(() => pid(report), SOON).not.toBe(third);
    await card(report).getByText(texts.stateOf('online'), { exact: true }).waitFor();
  });

  test('an application is scaled up and down', async () => {
    const { page } = admin();
    const dialog = page.getByRole('dialog');
    for (const count of [2, 1]) {
      await page.getByRole('spinbutton', { name: texts.countOf('report') }).fill(String(count));
      await page.getByRole('button', { name: texts.scaleOf('report') }).click();
      await dialog.getByText(texts.askScale('report', count)).waitFor();
      await dialog.getByRole('button', { name: texts.scale }).click();
      const group = page.getByRole('region', { name: 'report' });
      await group.getByText(texts.online(count, count)).waitFor();
      expect(await group.locator('li[data-state]').count()).toBe(count);
    }
  });

  test('a log grows, and standard output is beside it', async () => {
    const { page } = admin();
    const report = texts.called('report', 3);
    await page.getByRole('button', { name: texts.logOf(report) }).click();
    const lines = page.getByRole('log');
    await lines.getByText(/smoke/).waitFor();
    const smokes = async () => ((await lines.textContent()) ?? '').split('smoke').length;
    const before = await smokes();
    await expect.poll(smokes, SOON).toBeGreaterThan(before);
    await page.getByRole('combobox', { name: texts.output }).selectOption('out');
    await lines.getByText(/beacon/).waitFor();
    expect(await lines.textContent()).not.toContain('smoke');
    await page.getByRole('dialog').getByRole('button', { name: texts.close }).click();
  });

  test('the end of a log is shown', async () => {
    const { page } = admin();
    const gateway = texts.called('gateway', 2);
    await page.getByRole('button', { name: texts.logOf(gateway) }).click();
    const lines = page.getByRole('log');
    await lines.getByText(/link\.hold|lane\.|link/).waitFor();
    await look(admin(), 'process-log-en-light');
    await page.getByRole('dialog').getByRole('button', { name: texts.close }).click();
  });

  test('the gateway is not stopped by its own page, and its reload keeps the page', async () => {
    const { page, faults } = admin();
    const gateway = texts.called('gateway', 2);
    expect(await page.getByRole('switch', { name: texts.running(gateway) }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: texts.deedTo.restart(gateway) }).count()).toBe(0);
    const before = await pid(gateway);
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    await page.getByRole('button', { name: texts.deedTo.reload(gateway) }).click();
    await page.getByRole('dialog').getByRole('button', { name: texts.deed.reload }).click();
    await page.getByText(texts.reloading).waitFor();
    await expect.poll(() => pid(gateway), { timeout: 50_000 }).not.toBe(before);
    await page.getByText(texts.reloading).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
    // While one gateway hands over to the next a call may be cut off; who is logged in stays so.
    expect(faults.filter((fault) => !/ERR_|^50[234] /.test(fault))).toEqual([]);
    await page.goto('/');
    await page.getByText(en.links.ready(3, 3)).waitFor();
    await page.getByText(en.pulse.live, { exact: true }).waitFor();
    faults.length = 0;
  });
}
