import { ledger } from './en/ledger';
import { links } from './en/links';
import { log, search, column, state } from './en/log';
import { discretion, openid } from './en/access';
import { pulse, tallies, traffic, fcm, backlog, day, alarms } from './en/overview';
import { session, devices, users, audit } from './en/people';
import { processes } from './en/processes';
import { push } from './en/push';
import { shell, nav, fault } from './en/shell';
import { test } from './en/test';
import { compact, number } from './en/numbers';

/** Every English text of the console. Its shape is what each other language must fill. */
export const en = {
  number: (n: number) => number.format(n),
  /** In full up to seven digits, for where there is no room for more. */
  short: (n: number) => (n < 10_000_000 ? number : compact).format(n),
  rate: (n: number) => number.format(n < 10 ? Math.round(n * 10) / 10 : Math.round(n)),

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

export type Texts = typeof en;
