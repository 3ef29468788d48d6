import type { ReactNode } from 'react';
import type { Texts } from '../i18n/en';
import { OverviewPage } from '../gateway/OverviewPage';
import { PushLog } from '../pushes/PushLog';

/** A page of the console: its address, its name in the navigation, and what it shows. */
export interface ConsolePage {
  readonly path: string;
  readonly name: (texts: Texts) => string;
  readonly element: ReactNode;
}

/** Every page, in the order of the navigation; routes and navigation are made of this. */
export const PAGES: readonly ConsolePage[] = [
  { path: '/', name: (texts) => texts.nav.overview, element: <OverviewPage /> },
  { path: '/pushes', name: (texts) => texts.nav.pushes, element: <PushLog /> },
];
