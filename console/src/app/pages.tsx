import { lazy, type ComponentType } from 'react';
import type { Texts } from '../i18n/en';
import type { Scope } from '../session/session';
import { LOADS } from './loads';

/** A page of the console: its address, its name in the navigation, and what it shows. */
export interface ConsolePage {
  readonly path: string;
  readonly name: (texts: Texts) => string;
  readonly Page: ComponentType;
  /** Who may see it; without it, everybody. */
  readonly needs?: Scope;
}

/** Every page, in the order of the navigation; routes and navigation are made of this. */
export const PAGES: readonly ConsolePage[] = [
  { path: '/', name: (texts) => texts.nav.overview, Page: lazy(LOADS['/']) },
  { path: '/pushes', name: (texts) => texts.nav.pushes, Page: lazy(LOADS['/pushes']) },
  { path: '/processes', name: (texts) => texts.nav.processes, Page: lazy(LOADS['/processes']) },
  { path: '/ledger', name: (texts) => texts.nav.ledger, Page: lazy(LOADS['/ledger']) },
  { path: '/devices', name: (texts) => texts.nav.devices, Page: lazy(LOADS['/devices']) },
  { path: '/users', name: (texts) => texts.nav.users, Page: lazy(LOADS['/users']), needs: 'users' },
  { path: '/audit', name: (texts) => texts.nav.audit, Page: lazy(LOADS['/audit']), needs: 'audit' },
];
