import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFailed } from 'vitest';
import { startChromium } from '../chromium';
import { logChapter } from './log';
import { looksChapter } from './looks';
import { overviewChapter } from './overview';
import { processesChapter } from './processes';
import { pushChapter } from './pushes';
import { auditChapter, devicesChapter, ledgerChapter, tokenChapter } from './records';
import { loginChapter, logoutChapter, openIdChapter } from './session';
import { usersChapter } from './users';
import { SHOTS, visit, type Visit } from './visit';

let browser: Browser;
let theAdmin: Visit;

beforeAll(async () => {
  browser = await startChromium();
  theAdmin = await visit(browser);
});

afterAll(() => browser.close());

beforeEach(() => {
  onTestFailed(async ({ task }) => {
    const name = task.name.replace(/[^a-z]+/gi, '-').slice(0, 60);
    await theAdmin.page.screenshot({ path: `${SHOTS}/failed-${name}.png` });
  });
});

// No fault of a script, no breach of the policy, no refused call that was not meant.
afterEach(() => expect(theAdmin.faults).toEqual([]));

describe('the walk of an administrator through the console', () => {
  const admin = () => theAdmin;
  const inBrowser = () => browser;
  loginChapter(admin);
  overviewChapter(admin);
  logChapter(admin);
  pushChapter(admin);
  devicesChapter(admin);
  tokenChapter(admin);
  usersChapter(inBrowser, admin);
  openIdChapter(inBrowser);
  processesChapter(admin);
  auditChapter(admin);
  looksChapter(inBrowser, admin);
  ledgerChapter(admin);
  logoutChapter(admin);
});
