/**
 * The script of each page, apart from what every page has: whoever logs in need not wait for all of them. What was
 * loaded once is kept.
 */
export const LOADS = {
  '/': () => import('../gateway/OverviewPage').then((all) => ({ default: all.OverviewPage })),
  '/pushes': () => import('../pushes/PushLog').then((all) => ({ default: all.PushLog })),
  '/processes': () => import('../processes/ProcessesPage').then((all) => ({ default: all.ProcessesPage })),
  '/ledger': () => import('../ledger/LedgerPage').then((all) => ({ default: all.LedgerPage })),
  '/devices': () => import('../devices/DevicesPage').then((all) => ({ default: all.DevicesPage })),
  '/users': () => import('../users/UsersPage').then((all) => ({ default: all.UsersPage })),
  '/audit': () => import('../audit/AuditPage').then((all) => ({ default: all.AuditPage })),
  '/password': () => import('../session/PasswordPage').then((all) => ({ default: all.PasswordPage })),
} as const;

/** What stands in the header for somebody who has logged in. */
export const loadInside = () => import('./Inside').then((all) => ({ default: all.Inside }));

/** The same: who it is, and the way out. */
export const loadUserMenu = () => import('./Inside').then((all) => ({ default: all.UserMenu }));

/** Begins to load what the page at this address is made of. */
export function loadFor(pathname: string): void {
  begin(loadInside);
  if (pathname in LOADS) begin(LOADS[pathname as keyof typeof LOADS]);
}

/** Loads whatever has not been loaded yet, so that no page is waited for, nor missing after an update. */
export function loadAll(): void {
  [loadInside, ...Object.values(LOADS)].forEach(begin);
}

function begin(load: () => Promise<unknown>): void {
  // What cannot be loaded is told where it is to be shown.
  load().catch(() => undefined);
}
