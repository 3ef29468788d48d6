import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { User } from '../session/session';

/** A component whose script comes by itself, and stays once it is here. */
export interface Part<P = object> {
  readonly load: () => Promise<ComponentType<P>>;
  readonly here: () => ComponentType<P> | undefined;
}

/**
 * The script of each page, apart from what every page has: whoever logs in need not wait for all of them.
 */
export const PARTS = {
  '/': part(() => import('../gateway/OverviewPage').then((all) => all.OverviewPage)),
  '/pushes': part(() => import('../pushes/PushLog').then((all) => all.PushLog)),
  '/processes': part(() => import('../processes/ProcessesPage').then((all) => all.ProcessesPage)),
  '/ledger': part(() => import('../ledger/LedgerPage').then((all) => all.LedgerPage)),
  '/devices': part(() => import('../devices/DevicesPage').then((all) => all.DevicesPage)),
  '/users': part(() => import('../users/UsersPage').then((all) => all.UsersPage)),
  '/audit': part(() => import('../audit/AuditPage').then((all) => all.AuditPage)),
  '/password': part(() => import('../session/PasswordPage').then((all) => all.PasswordPage)),
} as const;

/** Asks for what a page shows first. */
type Ask = (client: QueryClient, search: URLSearchParams, user: User) => Promise<unknown>;

/** The pages that people open a console at. */
const ASKS: Readonly<Record<string, () => Promise<Ask>>> = {
  '/': () => import('../gateway/OverviewPage').then((all) => all.askOverview),
  '/pushes': () => import('../pushes/PushLog').then((all) => all.askPushLog),
};

/** Asks for what the page at this address shows first, so that it need not be drawn without. */
export async function askFor(
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
  client: QueryClient,
  user: User,
): Promise<void> {
  const ask = await ASKS[pathname]?.();
  await ask?.(client, new URLSearchParams(search), user);
}

/** What stands in the header for somebody who has logged in. */
export const INSIDE = part(() => import('./Inside').then((all) => all.Inside));

/** The same: who it is, and the way out. */
export const USER_MENU = part(() => import('./Inside').then((all) => all.UserMenu));

/** Begins to load what the page at this address is made of. */
export function loadFor(pathname: string): Promise<unknown> {
  const page = pathname in PARTS ? [PARTS[pathname as keyof typeof PARTS]] : [];
  return Promise.all([INSIDE, USER_MENU, ...page].map(begin));
}

/** Loads whatever has not been loaded yet, so that no page is waited for, nor missing after an update. */
export function loadAll(): void {
  [INSIDE, USER_MENU, ...Object.values(PARTS)].forEach((part) => void begin(part));
}

function part<P>(load: () => Promise<ComponentType<P>>): Part<P> {
  let here: ComponentType<P> | undefined;
  return { load: () => load().then((loaded) => (here = loaded)), here: () => here };
}

function begin({ load }: { readonly load: () => Promise<unknown> }): Promise<unknown> {
  // What cannot be loaded is told where it is to be shown.
  return load().catch(() => undefined);
}
