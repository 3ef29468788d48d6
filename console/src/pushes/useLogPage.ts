import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { overviewQuery } from '../gateway/overview';
import { isFiltered, type Filter } from './filter';
import { pageQuery, type Place, type PlacedPage } from './pushes';

/** Where a page stood when it was pinned to the pushes it shows. */
interface Pin {
  /** What was asked for then. */
  readonly of: string;
  readonly top: number;
  readonly total: number | null;
}

export interface LogPage {
  readonly query: UseQueryResult<PlacedPage>;
  /** How many pushes came since the newest page was held; null where none did, or a search would have to tell. */
  readonly fresh: number | null;
  /** The newest push of the refresh before the last: what is newer has just arrived. */
  readonly seen: number;
}

/** More than this many at once is traffic, not news: rows that all light up would only flicker. */
const NEWS = 30;

/**
 * A page of the log that refreshes itself without moving what is being read. Newest first, a page by its number and,
 * with `still`, the first page are pinned to the pushes they show: asked for by number from then on, their states go
 * on changing in place, and what is new is counted instead of pushed in at the top.
 */
export function useLogPage(filter: Filter, place: Place, still: boolean): LogPage {
  const [pin, setPin] = useState<Pin | null>(null);
  const [tops, setTops] = useState({ of: '', last: 0, before: 0 });
  const wanted = JSON.stringify([filter, place]);
  const pinned = filter.order === 'newest' && (place.kind === 'page' || (place.kind === 'first' && still));

  const held = pinned && pin?.of === wanted ? pin : null;
  const asked: Place = held === null ? place : { kind: 'before', id: held.top + 1 };
  const { data: told } = useQuery({ ...overviewQuery, select: (watched) => watched.live });
  const query = useQuery(pageQuery(filter, asked, told === true));
  const { data, isPlaceholderData } = query;

  const top = data?.pushes[0]?.id;
  if (top !== undefined && !isPlaceholderData) {
    if (tops.of !== wanted) setTops({ of: wanted, last: top, before: top });
    else if (top !== tops.last) setTops({ of: wanted, last: top, before: tops.last });
    if (pinned && held === null) setPin({ of: wanted, top, total: data?.total ?? null });
  }
  if (!pinned && pin !== null) setPin(null);

  const arrived = data?.pushes.filter((push) => push.id > tops.before).length ?? 0;
  const follows = place.kind === 'first' && filter.order === 'newest' && tops.of === wanted;
  return {
    query,
    fresh: place.kind === 'first' && held !== null && !isFiltered(filter) ? newSince(held, data) : null,
    seen: follows && arrived <= NEWS ? tops.before : Number.MAX_SAFE_INTEGER,
  };
}

function newSince(held: Pin, data: PlacedPage | undefined): number | null {
  const count = held.total === null ? 0 : (data?.total ?? 0) - held.total;
  return count > 0 ? count : null;
}
