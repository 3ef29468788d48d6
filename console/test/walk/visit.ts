import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { CONSOLE } from './stage';

export const SHOTS = 'target/walk';
/** For what takes a moment, on a machine that has other things to do. */
export const SOON = { timeout: 20_000 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Somebody at a browser, and everything that goes wrong there. */
export interface Visit {
  readonly page: Page;
  /** What went wrong: faults of scripts, breaches of the policy, refused calls. */
  readonly faults: string[];
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  mkdirSync(SHOTS, { recursive: true });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'en-US',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    baseURL: CONSOLE,
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused call is told below, with its method.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      const { pathname } = new URL(response.url());
      faults.push(`${response.status()} ${response.request().method()} ${pathname}`);
    }
  });
  return { page, faults };
}

/** What is refused on purpose: it must have happened, so often, and is no fault. */
export function expectRefusals({ faults }: Visit, ...refusals: string[]): void {
  expect(faults).toEqual(refusals);
  faults.length = 0;
}

/** Goes to a page by the navigation, as a person does. */
export async function goTo({ page }: Visit, path: string): Promise<void> {
  await page.locator(`header nav a[href="${path}"]`).click();
  await page.waitForURL((url) => url.pathname === path);
}

/** A picture of what is to be seen, which must be accessible. */
export async function look({ page }: Visit, name: string): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((each) => each.finished)));
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  // Through the debugger and not as an element: the page's policy would rightly refuse it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run();
    return violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`),
    );
  });
  expect(found, name).toEqual([]);
}

/** The figure that stands in an element, without its separators. */
export async function figure(place: Locator): Promise<number> {
  const digits = ((await place.first().textContent()) ?? '').replace(/[^0-9]/g, '');
  return digits === '' ? Number.NaN : Number(digits);
}
