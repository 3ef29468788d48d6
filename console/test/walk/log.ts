import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { handIn } from './stage';
import { figure, goTo, look, SHOTS, SOON, type Visit } from './visit';

const { log, search, column } = en;
const PAGE = 100;

/** The push log as a whole: its pages, searches, columns, its file and its life. */
export function logChapter(admin: () => Visit): void {
  test('the log has pages, newest and oldest first', async () => {
    const { page } = admin();
    await goTo(admin(), '/pushes');
    await expect.poll(() => rows(page).count(), SOON).toBe(PAGE);
    expect(await figure(page.getByRole('status').filter({ hasText: /in all/ }))).toBeGreaterThan(300);

    const newest = await firstOpened(page);
    await page.getByRole('link', { name: log.next }).click();
    await page.waitForURL(/before=/);
    await expect.poll(() => firstOpened(page), SOON).toBeLessThan(newest - 50);
    const second = await firstOpened(page);
    await page.getByRole('textbox', { name: log.page }).fill('3');
    await page.keyboard.press('Enter');
    await page.waitForURL(/page=3/);
    await expect.poll(() => firstOpened(page), SOON).toBeLessThan(second - 50);
    const third = await firstOpened(page);
    await page.getByRole('link', { name: log.previous }).click();
    await expect.poll(() => firstOpened(page), SOON).toBeGreaterThan(third + 50);
    await page.getByRole('button', { name: log.newest, exact: true }).click();
    await page.getByRole('button', { name: log.following }).waitFor();

    await page.getByRole('combobox', { name: search.order }).selectOption('oldest');
    await expect.poll(() => firstOpened(page), SOON).toBe(1);
    await page.getByRole('combobox', { name: search.order }).selectOption('newest');
  });

  test('a push is found as one types, by column, state, lane, link and time', async () => {
    const { page } = admin();
    const id = await handIn({ token: 'walk-found', title: '배당금 입금', customer: '7770001234' });
    const keyword = page.getByRole('searchbox', { name: search.keyword });
    await keyword.pressSequentially('배당금');
    await expectOnly(page, id);
    await page.getByText(log.totals.exact(1)).waitFor();
    await look(admin(), 'search-en-light');

    await page.getByRole('combobox', { name: search.column }).selectOption('customer');
    await page.getByText(log.notFound).waitFor();
    await keyword.fill('7770001234');
    await expectOnly(page, id);
    await page.getByRole('combobox', { name: search.state }).selectOption('failed');
    await page.getByText(log.notFound).waitFor();
    await page.getByRole('combobox', { name: search.state }).selectOption('accepted');
    await expectOnly(page, id);
    await page.getByRole('combobox', { name: column.lane }).selectOption('multi');
    await page.getByText(log.notFound).waitFor();
    await page.getByRole('combobox', { name: column.lane }).selectOption('single');
    await page.getByRole('combobox', { name: search.time }).selectOption('yesterday');
    await page.getByText(log.notFound).waitFor();
    await page.getByRole('combobox', { name: search.time }).selectOption('15m');
    await expectOnly(page, id);
    // The search stands in the address: whoever is sent it sees the same.
    await page.reload();
    await expectOnly(page, id);
    await page.getByRole('button', { name: search.clear }).click();

    // What is found by its state alone, though it is nearly all there is.
    await page.getByRole('combobox', { name: search.state }).selectOption('accepted');
    await expect.poll(() => rows(page).count(), SOON).toBe(PAGE);
    await page.getByRole('combobox', { name: column.link }).selectOption('multi01');
    await page.getByText(log.totals.exact(300)).waitFor();
    await expect.poll(() => rows(page).count(), SOON).toBe(PAGE);
    await page.getByRole('button', { name: search.clear }).click();
  });

  test('columns are chosen, put in order, and kept', async () => {
    const { page } = admin();
    const headings = () => page.locator('thead th').allTextContents();
    const before = await headings();
    expect(before).not.toContain(column.service);
    await page.getByRole('button', { name: log.columns }).click();
    await page.getByRole('checkbox', { name: column.service }).check();
    await page.getByRole('checkbox', { name: column.phone }).uncheck();
    await page.getByRole('button', { name: log.moveUp(column.state) }).click();
    await look(admin(), 'columns-en-light');
    await page.keyboard.press('Escape');
    const chosen = await headings();
    expect(chosen.slice(0, 2)).toEqual([column.state, column.accepted_at]);
    expect(chosen).toContain(column.service);
    expect(chosen).not.toContain(column.phone);

    await page.reload();
    await expect.poll(headings, SOON).toEqual(chosen);
    await page.getByRole('button', { name: log.columns }).click();
    await page.getByRole('button', { name: log.columnsReset }).click();
    await page.keyboard.press('Escape');
    expect(await headings()).toEqual(before);
  });

  test('what a search finds is saved as a file, masked', async () => {
    const { page } = admin();
    await page.getByRole('combobox', { name: column.link }).selectOption('multi01');
    await page.getByText(log.totals.exact(300)).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const file = `${SHOTS}/multi01.csv`;
    await download.saveAs(file);
    const lines = (await readFile(file, 'utf8'))
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(301);
    expect(lines.every((line, place) => place === 0 || line.includes('multi01'))).toBe(true);
    expect(lines.slice(1).every((line) => line.includes('****'))).toBe(true);
    await page.getByRole('button', { name: search.clear }).click();
  });

  test('new pushes appear by themselves; held, they are counted', async () => {
    const { page } = admin();
    await page.getByRole('button', { name: log.following }).waitFor();
    const before = await firstOpened(page);
    await expect.poll(() => firstOpened(page), SOON).toBeGreaterThan(before);

    await page.getByRole('button', { name: log.following }).click();
    await page.getByRole('button', { name: log.held }).waitFor();
    const held = await firstOpened(page);
    await page.getByRole('button', { name: /new$/ }).waitFor();
    expect(await firstOpened(page)).toBe(held);
    await page.getByRole('button', { name: /new$/ }).click();
    await expect.poll(() => firstOpened(page), SOON).toBeGreaterThan(held);
  });
}

function rows(page: Page) {
  return page.locator('tbody tr');
}

/** The number of the push in the first row. */
async function firstOpened(page: Page): Promise<number> {
  const said = await rows(page).first().locator('button').getAttribute('aria-description');
  return Number(said?.replace(/\D/g, ''));
}

async function expectOnly(page: Page, id: number): Promise<void> {
  await expect.poll(() => rows(page).count(), SOON).toBe(1);
  expect(await firstOpened(page)).toBe(id);
}
