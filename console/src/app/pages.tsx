import type { ReactNode } from 'react';
import type { Texts } from '../i18n/en';
import { AuditPage } from '../audit/AuditPage';
import { DevicesPage } from '../devices/DevicesPage';
import { OverviewPage } from '../gateway/OverviewPage';
import { LedgerPage } from '../ledger/LedgerPage';
import { ProcessesPage } from '../processes/ProcessesPage';
import { PushLog } from '../pushes/PushLog';
import type { Scope } from '../session/session';
import { UsersPage } from '../users/UsersPage';

/** A page of the console: its address, its name in the navigation, and what it shows. */
export interface ConsolePage {
  readonly path: string;
  readonly name: (texts: Texts) => string;
  readonly element: ReactNode;
  /** Who may see it; without it, everybody. */
  readonly needs?: Scope;
}

/** Every page, in the order of the navigation; routes and navigation are made of this. */
export const PAGES: readonly ConsolePage[] = [
  { path: '/', name: (texts) => texts.nav.overview, element: <OverviewPage /> },
  { path: '/pushes', name: (texts) => texts.nav.pushes, element: <PushLog /> },
  { path: '/processes', name: (texts) => texts.nav.processes, element: <ProcessesPage /> },
  { path: '/ledger', name: (texts) => texts.nav.ledger, element: <LedgerPage /> },
  { path: '/devices', name: (texts) => texts.nav.devices, element: <DevicesPage /> },
  { path: '/users', name: (texts) => texts.nav.users, element: <UsersPage />, needs: 'users' },
  { path: '/audit', name: (texts) => texts.nav.audit, element: <AuditPage />, needs: 'audit' },
];
