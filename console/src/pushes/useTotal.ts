import { useQuery } from '@tanstack/react-query';
import { isFiltered, type Filter } from './filter';
import { totalQuery, type PlacedPage, type Total } from './pushes';
import { sameFilter } from './ways';

/** How many pushes there are in all; null until that is known. */
export function useTotal(filter: Filter, page: PlacedPage | undefined): Total | null {
  const { data: found } = useQuery(totalQuery(filter));
  if (isFiltered(filter)) return found ?? null;
  if (page?.total === undefined || !sameFilter(page, filter)) return null;
  return { total: page.total, total_is: page.total_is ?? 'exact' };
}
