import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { pageQuery, type Place, type PlacedPage } from './pushes';

/** Where the newest page stood when it was held still. */
interface Held {
  readonly top: number;
  readonly total: number;
}

export interface LogPage {
  readonly query: UseQueryResult<PlacedPage>;
  /** Null while the newest page follows the log; otherwise how many pushes came since it was held. */
  readonly fresh: number | null;
  /** The newest push of the refresh before the last: what is newer has just arrived. */
  readonly seen: number;
}

/** More than this many at once is traffic, not news: rows that all light up would only flicker. */
const NEWS = 30;

/**
 * A page of the log that refreshes itself without moving what is being read. On the newest page, `still` pins it to
 * the pushes it shows: asked for by number from then on, their states go on changing in place, and what is new is
 * counted instead of pushed in at the top.
 */
export function useLogPage(place: Place, still: boolean): LogPage {
  const [held, setHeld] = useState<Held | null>(null);
  const [tops, setTops] = useState({ last: 0, before: 0 });

  const asked: Place =
    place.kind === 'newest' && held !== null ? { kind: 'before', id: held.top + 1 } : place;
  const query = useQuery(pageQuery(asked));

  const top = query.data?.pushes[0]?.id;
  if (top !== undefined && top !== tops.last) {
    setTops({ last: top, before: tops.last === 0 ? top : tops.last });
  }
  const hold = still && place.kind === 'newest';
  if (hold && held === null && query.data?.place.kind === 'newest' && top !== undefined) {
    setHeld({ top, total: query.data.total });
  }
  if (!hold && held !== null) setHeld(null);

  const arrived = query.data?.pushes.filter((push) => push.id > tops.before).length ?? 0;
  return {
    query,
    fresh: held !== null && query.data?.newer === true ? Math.max(0, query.data.total - held.total) : null,
    seen: place.kind === 'newest' && arrived <= NEWS ? tops.before : Number.MAX_SAFE_INTEGER,
  };
}
