import type { ComponentType } from 'react';
import type { Texts } from '../i18n/en';
import type { Scope } from '../session/session';
import { later } from './later';
import { PARTS } from './loads';

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
  { path: '/', name: (texts) => texts.nav.overview, Page: later(PARTS['/']) },
  { path: '/pushes', name: (texts) => texts.nav.pushes, Page: later(PARTS['/pushes']) },
  { path: '/processes', name: (texts) => texts.nav.processes, Page: later(PARTS['/processes']) },
  { path: '/ledger', name: (texts) => texts.nav.ledger, Page: later(PARTS['/ledger']) },
  { path: '/devices', name: (texts) => texts.nav.devices, Page: later(PARTS['/devices']) },
  { path: '/users', name: (texts) => texts.nav.users, Page: later(PARTS['/users']), needs: 'users' },
  { path: '/audit', name: (texts) => texts.nav.audit, Page: later(PARTS['/audit']), needs: 'audit' },
];
