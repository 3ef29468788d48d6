import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { change } from '../api/gateway';
import { sessionQuery, type Session } from './session';

/** Where the OpenID provider sends people back to. */
export const OPENID_PATH = '/login/openid';

const BACK = 'bongsu.back';

/** Remembers where somebody was before he went to the provider. */
export function keepPlace(place: string): void {
  try {
    sessionStorage.setItem(BACK, place);
  } catch {
    // A browser that keeps nothing comes back to the first page.
  }
}

/** Where somebody was who comes back. */
export function keptPlace(): string {
  try {
    const place = sessionStorage.getItem(BACK) ?? '/';
    return /^\/(?!\/)/.test(place) && !place.startsWith(OPENID_PATH) ? place : '/';
  } catch {
    return '/';
  }
}

/** What the provider gave a browser to bring back. */
export interface Brought {
  readonly code: string;
  readonly state: string;
  readonly iss: string | null;
}

export function broughtBy(search: string): Brought | null {
  const given = new URLSearchParams(search);
  const code = given.get('code');
  const state = given.get('state');
  return code === null || state === null ? null : { code, state, iss: given.get('iss') };
}

/** Why the provider let nobody in, in its one word for it. */
export function refusalIn(search: string): string {
  const word = new URLSearchParams(search).get('error') ?? '';
  return /^[a-z_]{1,40}$/.test(word) ? word : '';
}

/**
 * Hands in what the provider gave, once however often the page is drawn: a code counts once. A query, because it
 * belongs to the address and not to a click.
 */
export const openIdQuery = (client: QueryClient, brought: Brought | null) =>
  queryOptions({
    queryKey: ['openid', brought],
    queryFn: async () => {
      const session = await change<Session>(
        { method: 'POST', path: '/api/session/openid/finish', body: brought },
        undefined,
      );
      client.setQueryData(sessionQuery.queryKey, session);
      return session;
    },
    enabled: brought !== null,
    staleTime: Infinity,
    retryOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
