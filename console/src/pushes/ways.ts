import { searchOf, type Filter } from './filter';
import type { PlacedPage } from './pushes';

/** The address of this page of the console with these words. */
export function addressOf(search: URLSearchParams): string {
  return search.size === 0 ? '/pushes' : `/pushes?${search.toString()}`;
}

/** The address of a page by its number. */
export function pageSearch(filter: Filter, page: number): URLSearchParams {
  const search = searchOf(filter);
  if (page > 1) search.set('page', String(page));
  return search;
}

/** The addresses of the pages beside one; null where there is none. */
export interface Ways {
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * Neighbours are named by the push they begin beside, so that nothing is passed over or shown twice while pushes
 * arrive; the number is only what the page is called.
 */
export function waysFrom(filter: Filter, page: PlacedPage | undefined, number: number | null): Ways {
  if (page === undefined) return { previous: null, next: null };
  const down = filter.order === 'newest';
  const first = page.pushes[0]?.id;
  const last = page.pushes.at(-1)?.id;
  const beside = (way: 'before' | 'after', id: number | undefined, by: 1 | -1) => {
    if (id === undefined) return null;
    const search = searchOf(filter);
    search.set(way, String(id));
    const called = number === null ? 0 : number + by;
    if (called > 1) search.set('page', String(called));
    return addressOf(search);
  };
  // A search that ran out of time goes on from where it came to, in the direction it went.
  const backwards = page.place.kind === (down ? 'after' : 'before');
  const forth = backwards ? last : (page.reached ?? last);
  const back = backwards ? (page.reached ?? first) : first;
  return {
    previous: (down ? page.newer : page.older) ? beside(down ? 'after' : 'before', back, -1) : null,
    next: (down ? page.older : page.newer) ? beside(down ? 'before' : 'after', forth, 1) : null,
  };
}

/** Whether what is shown answers to this filter, and not still to the one before. */
export function sameFilter(page: PlacedPage | undefined, filter: Filter): boolean {
  return page !== undefined && searchOf(page.filter).toString() === searchOf(filter).toString();
}
