import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';
import type { Lane } from '../links/links';

export type PushState = 'pending' | 'in-flight' | 'accepted' | 'rejected';

/** One message to one device, as `GET /api/pushes` tells it; personal data arrives masked. */
export interface Push {
  readonly id: number;
  readonly accepted_at: string;
  readonly link: string;
  readonly lane: Lane;
  readonly customer: string;
  readonly phone: string;
  readonly token: string;
  readonly service: string;
  readonly group: string;
  readonly title: string;
  readonly body: string;
  readonly state: PushState;
  readonly attempts: number;
  readonly settled_at: string | null;
  readonly result: string | null;
  readonly fcm_name: string | null;
}

/** Some pushes, newest first, and what lies on either side of them. */
export interface Page {
  readonly pushes: readonly Push[];
  readonly total: number;
  readonly newer: boolean;
  readonly older: boolean;
}

/** Where a page begins: a place in the log that stays the same while pushes are added to it. */
export type Place =
  | { readonly kind: 'newest' }
  | { readonly kind: 'before'; readonly id: number }
  | { readonly kind: 'after'; readonly id: number };

export const PAGE_SIZE = 100;

/** A page together with the place it was asked for, so that an old page shown meanwhile is known as such. */
export interface PlacedPage extends Page {
  readonly place: Place;
}

export function pageQuery(place: Place) {
  return queryOptions({
    queryKey: ['pushes', place],
    queryFn: async ({ signal }): Promise<PlacedPage> => ({
      ...(await read<Page>(pagePath(place, PAGE_SIZE), signal)),
      place,
    }),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** One push by its number, or null when the log no longer has it; `known` is shown until the answer comes. */
export function pushQuery(id: number, known: Push | undefined) {
  return queryOptions<Push | null>({
    queryKey: ['push', id],
    queryFn: async ({ signal }): Promise<Push | null> => {
      const { pushes } = await read<Page>(pagePath({ kind: 'before', id: id + 1 }, 1), signal);
      return pushes.find((push) => push.id === id) ?? null;
    },
    placeholderData: () => known,
    refetchInterval: REFRESH_MS,
  });
}

function pagePath(place: Place, limit: number): string {
  const from = place.kind === 'newest' ? '' : `&${place.kind}=${place.id}`;
  return `/api/pushes?limit=${limit}${from}`;
}

/** The place an address names; anything unreadable is the newest page. */
export function placeOf(search: URLSearchParams): Place {
  for (const kind of ['before', 'after'] as const) {
    const id = numberOf(search.get(kind));
    if (id !== null) return { kind, id };
  }
  return { kind: 'newest' };
}

export function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** What to call a push's state: a push that waits after an attempt waits for another one. */
export function stateNameOf(push: Push): PushState | 'retrying' {
  return push.state === 'pending' && push.attempts > 0 ? 'retrying' : push.state;
}
