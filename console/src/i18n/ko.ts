import type { Texts } from './en';
import { ledger } from './ko/ledger';
import { links } from './ko/links';
import { log, search, column, state } from './ko/log';
import { discretion, openid } from './ko/access';
import { pulse, tallies, traffic, fcm, backlog, day, alarms } from './ko/overview';
import { session, devices, users, audit } from './ko/people';
import { processes } from './ko/processes';
import { push } from './ko/push';
import { shell, nav, fault } from './ko/shell';
import { test } from './ko/test';
import { compact, number } from './ko/numbers';

/** Every Korean text of the console. */
export const ko: Texts = {
  number: (n) => number.format(n),
  short: (n) => (n < 10_000_000 ? number : compact).format(n),
  rate: (n) => number.format(n < 10 ? Math.round(n * 10) / 10 : Math.round(n)),

  shell,
  nav,
  fault,
  session,
  devices,
  users,
  audit,
  pulse,
  tallies,
  traffic,
  fcm,
  backlog,
  day,
  alarms,
  links,
  log,
  search,
  column,
  state,
  push,
  processes,
  ledger,
  test,
  discretion,
  openid,
};
