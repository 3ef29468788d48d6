import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';
import type { Lane } from '../links/links';
import { asked, isFiltered, type Filter } from './filter';

export type PushState =
  'pending' | 'reserved' | 'held' | 'in-flight' | 'accepted' | 'rejected' | 'expired' | 'cancelled';

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
  readonly uuid: string;
  readonly company: string;
  readonly type: string;
  readonly title: string;
  readonly body: string;
  readonly reserved_for: string | null;
  readonly state: PushState;
  readonly attempts: number;
  readonly settled_at: string | null;
  readonly result: string | null;
  readonly fcm_name: string | null;
}

/** What may happen to a push between its beginning and its end, by the gateway's words (`EventKind`). */
export type EventWord =
  'retried' | 'taken-over' | 'held' | 'let-go' | 'cancelled' | 'sent-again' | 'put-off' | 'decided';

export type FinalState = Extract<PushState, 'accepted' | 'rejected' | 'expired' | 'cancelled'>;

/** One thing that happened to a push. */
export interface Happening {
  readonly at: string;
  readonly what: 'received' | EventWord | FinalState;
  readonly attempts: number;
  readonly detail: string;
}

/** What a phone shows of a push: with what rules and templates make of it. */
export interface Notification {
  readonly title: string;
  readonly body: string;
}

/** A push with what its phone will show, where the gateway says it; null where it shows nothing. */
export interface ShownPush extends Push {
  readonly shown?: Notification | null;
}

/** What the phone will show: what the gateway says, or else what was handed in. */
export function shownOf({ shown, title, body }: ShownPush): Notification | null {
  return shown === undefined ? { title, body } : shown;
}

/** A push as `GET /api/pushes/ID` tells it: with all that happened to it, oldest first. */
export interface ToldPush extends ShownPush {
  readonly timeline?: readonly Happening[];
}

/** How many pushes fit. */
export interface Total {
  readonly total: number;
  readonly total_is: 'exact' | 'about' | 'at_least';
}

/** Some pushes in the order asked for, and what lies on either side of them. */
export interface Page extends Partial<Total> {
  readonly pushes: readonly Push[];
  readonly newer: boolean;
  readonly older: boolean;
  /** Where the search ran out of time; it can go on from there. */
  readonly reached: number | null;
  /** How many of the newest pushes the search indexes do not know yet. */
  readonly unindexed: number;
}

/** Where a page begins: the front of the order, beside a push, or at a page's number. */
export type Place =
  | { readonly kind: 'first' }
  | { readonly kind: 'before'; readonly id: number }
  | { readonly kind: 'after'; readonly id: number }
  | { readonly kind: 'page'; readonly page: number };

export const PAGE_SIZE = 100;

/** What is looked at less closely than the newest pushes is asked for less often. */
const SELDOM_MS = 10_000;

/** A page together with what was asked for, so that an old page shown meanwhile is known as such. */
export interface PlacedPage extends Page {
  readonly place: Place;
  readonly filter: Filter;
}

/**
 * A page of the log. The newest page of all pushes has a key of its own: it is asked for again whenever the gateway
 * tells that something has changed, so that with `told` it need not be asked for on the chance.
 */
export function pageQuery(filter: Filter, place: Place, told: boolean) {
  const newest = place.kind === 'first' && !isFiltered(filter) && filter.order === 'newest';
  return queryOptions({
    queryKey: [newest ? 'newest' : 'pushes', filter, place],
    queryFn: async ({ signal }): Promise<PlacedPage> => {
      const query = asked(filter);
      query.set('limit', String(PAGE_SIZE));
      if (place.kind === 'page') query.set('page', String(place.page));
      else if (place.kind !== 'first') query.set(place.kind, String(place.id));
      // Counting what a search finds takes longer than finding its first page, so it is asked for apart.
      if (isFiltered(filter)) query.set('count', 'no');
      return { ...(await read<Page>(`/api/pushes?${query.toString()}`, signal)), place, filter };
    },
    refetchInterval: isFiltered(filter) || (newest && told) ? SELDOM_MS : REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** How many pushes a search finds in all; asked for only where the page itself does not tell. */
export function totalQuery(filter: Filter) {
  return queryOptions({
    queryKey: ['pushes-total', filter],
    queryFn: async ({ signal }): Promise<Total | null> => {
      const query = asked(filter);
      query.set('limit', '1');
      const { total, total_is } = await read<Page>(`/api/pushes?${query.toString()}`, signal);
      return total === undefined || total_is === undefined ? null : { total, total_is };
    },
    refetchInterval: SELDOM_MS,
    enabled: isFiltered(filter),
  });
}

/** Where the same pushes are as a file for a spreadsheet. */
export function exportPath(filter: Filter): string {
  return `/api/pushes.csv?${asked(filter).toString()}`;
}

/** One push by its number, or null when the log no longer has it; `known` is shown until the answer comes. */
export function pushQuery(id: number, known: Push | undefined) {
  return queryOptions<ToldPush | null>({
    queryKey: ['push', id],
    queryFn: ({ signal }) => read<ToldPush>(`/api/pushes/${id}`, signal, { missing: null }),
    placeholderData: () => known,
    refetchInterval: REFRESH_MS,
  });
}

/** The place an address names; anything unreadable is the first page. */
export function placeOf(search: URLSearchParams): Place {
  for (const kind of ['before', 'after'] as const) {
    const id = numberOf(search.get(kind));
    if (id !== null) return { kind, id };
  }
  const page = pageOf(search);
  return page !== null && page > 1 ? { kind: 'page', page } : { kind: 'first' };
}

/** The number of the page an address is at, as far as it is known. */
export function pageOf(search: URLSearchParams): number | null {
  const page = numberOf(search.get('page'));
  if (page !== null && page > 0) return page;
  return search.has('before') || search.has('after') ? null : 1;
}

export function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** What to call a push's state: a push that waits after an attempt waits for another one. */
export function stateNameOf(push: Push): PushState | 'retrying' {
  return push.state === 'pending' && push.attempts > 0 ? 'retrying' : push.state;
}
