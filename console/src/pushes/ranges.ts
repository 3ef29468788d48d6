import { seoul, seoulMinute } from '../time/seoul';
import type { Filter } from './filter';

/** The times people ask for most; choosing one writes its beginning and end into the address. */
export const RANGES = ['15m', '1h', 'today', 'yesterday', '7d', 'month'] as const;

export type Range = (typeof RANGES)[number];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** From when to when a choice is, seen from now; without an end what arrives from now on is in it, too. */
export function rangeSince(choice: string, now: number): Pick<Filter, 'from' | 'until'> {
  const midnight = (moment: number) => `${seoul(moment).date}T00:00`;
  switch (choice) {
    case '15m':
      return { from: seoulMinute(now - 15 * MINUTE), until: '' };
    case '1h':
      return { from: seoulMinute(now - 60 * MINUTE), until: '' };
    case 'today':
      return { from: midnight(now), until: '' };
    case 'yesterday':
      return { from: midnight(now - DAY), until: midnight(now) };
    case '7d':
      return { from: midnight(now - 6 * DAY), until: '' };
    case 'month':
      return { from: `${seoul(now).date.slice(0, 8)}01T00:00`, until: '' };
    default:
      return { from: '', until: '' };
  }
}
