import type { Browser } from 'playwright-core';
import { expect, test } from 'vitest';
import { TEXTS, type Language } from '../../src/i18n/language';
import { act } from './pushes';
import { handIn } from './stage';
import { expectRefusals, look, visit, type Visit } from './visit';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 720 };
const HOUR_MS = 3_600_000;

/** English and light on a desk is what the chapters before this one look at. */
const LOOKS = [
  { language: 'ko', colours: 'dark', viewport: DESKTOP },
  { language: 'ko', colours: 'light', viewport: PHONE },
  // For pictures to look at.
  ...(process.env.WALK_LOOKS === 'all'
    ? ([
        { language: 'ko', colours: 'light', viewport: DESKTOP },
        { language: 'en', colours: 'dark', viewport: DESKTOP },
        { language: 'en', colours: 'light', viewport: DESKTOP },
        { language: 'en', colours: 'dark', viewport: PHONE },
      ] as const)
    : []),
] as const satisfies { language: Language; colours: 'light' | 'dark'; viewport: unknown }[];

/** Every page in both languages and colours, on a desk and on a phone. */
export function looksChapter(browser: () => Browser, admin: () => Visit): void {
  test('language and colours are switched, and kept', async () => {
    const { page } = admin();
    const dark = () => page.evaluate(() => document.documentElement.classList.contains('dark'));
    await page.goto('/');
    await page.getByRole('button', { name: TEXTS.en.shell.otherLanguage }).click();
    await page.getByText(TEXTS.ko.links.ready(3, 3)).waitFor();
    const before = await dark();
    await page.getByRole('button', { name: TEXTS.ko.shell.dark }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    await page.reload();
    await page.getByText(TEXTS.ko.links.ready(3, 3)).waitFor();
    await page.getByRole('button', { name: TEXTS.ko.shell.light }).click();
    expect(await dark()).toBe(before);
    await page.getByRole('button', { name: TEXTS.ko.shell.otherLanguage }).click();
    await page.getByText(TEXTS.en.links.ready(3, 3)).waitFor();
  });

  for (const { language, colours, viewport } of LOOKS) {
    const name = `${language}-${colours}${viewport === PHONE ? '-phone' : ''}`;
    test(`every page is accessible and obeys the policy: ${name}`, async () => {
      const sendAt = new Date(Date.now() + HOUR_MS);
      const id = await handIn({ token: `walk-${name}`, title: '[체결] 삼성전자', sendAt });
      const looker = await visit(browser(), {
        locale: language === 'ko' ? 'ko-KR' : 'en-US',
        colorScheme: colours,
        viewport,
        storageState: { cookies: await admin().page.context().cookies(), origins: [] },
      });
      const { page } = looker;
      const texts = TEXTS[language];
      const see = async (what: string, path: string, wait: () => Promise<void>) => {
        await page.goto(path);
        await wait();
        await look(looker, `${what}-${name}`);
      };
      const dialog = page.getByRole('dialog');
      await see('overview', '/', () => page.getByText(texts.links.ready(3, 3)).waitFor());
      if (viewport === PHONE) await page.getByRole('button', { name: texts.links.show }).click();
      await page.getByRole('button', { name: texts.links.steer('single01') }).click();
      await dialog.getByLabel(texts.links.holdReason).waitFor();
      await look(looker, `link-${name}`);
      await see('log', '/pushes', () => page.locator('[data-state=accepted]').first().waitFor());
      await see('reserved', `/pushes?push=${id}`, () => dialog.getByLabel(texts.push.unmaskReason).waitFor());
      if (viewport === PHONE) {
        await act(page, 'hold', id, texts);
        await dialog.locator('header', { hasText: texts.state.held }).waitFor();
        await act(page, 'let-go', id, texts);
        await dialog.locator('header', { hasText: texts.state.reserved }).waitFor();
      }
      await see('processes', '/processes', () => page.getByRole('heading', { name: 'gateway #2' }).waitFor());
      await see('ledger', '/ledger', () => page.getByText(texts.ledger.retention).waitFor());
      await see('devices', '/devices', () => page.getByText('UNREGISTERED').first().waitFor());
      await see('users', '/users', () => page.getByRole('rowheader', { name: 'admin' }).waitFor());
      await see('audit', '/audit', () => page.getByText('push.unmask').first().waitFor());
      await see('password', '/password', () => page.locator('input[name=old]').waitFor());
      await see('nowhere', '/nowhere', () => page.getByText(texts.fault.notFound).waitFor());
      expectRefusals(looker);
      await page.context().clearCookies();
      await see('login', '/', () => page.locator('input[name=password]').waitFor());
      // A browser that was inside the last time asks ahead for what its page shows first.
      expect(looker.faults.filter((fault) => !/^401 GET \/api\/(links|overview)$/.test(fault))).toEqual([]);
      await page.context().close();
    });
  }
}
