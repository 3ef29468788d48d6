import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { change, read, REFRESH_MS, type Change } from '../api/gateway';

export type Role = 'viewer' | 'operator' | 'admin';

/** What somebody may do; the gateway decides, the page only hides what would be refused. */
export type Scope =
  'read' | 'links' | 'lanes' | 'steer' | 'processes' | 'test' | 'flush' | 'personal' | 'audit' | 'users';

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly must_change_password: boolean;
  /** What vouches for him: an account of the gateway's own, or an OpenID provider. */
  readonly login: 'local' | 'openid';
}

/** The ways to log in; `openid` is what people call the provider. */
export interface Logins {
  readonly local: boolean;
  readonly openid: string | null;
}

/** Who is logged in here, as `GET /api/session` tells it. */
export interface Session {
  readonly user: User | null;
  /** Every change has to show it. */
  readonly csrf?: string;
  /** There when nobody is logged in. */
  readonly logins?: Logins;
  /** Where somebody who has just logged out may do so with the OpenID provider, too. */
  readonly farewell?: string | null;
}

export const NOBODY: Session = { user: null };

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read<Session>('/api/session', signal),
  // Asked until it is known; from then on, a refused call tells when it has ended.
  staleTime: Infinity,
  refetchInterval: (query) => (query.state.data === undefined ? REFRESH_MS : false),
});

/** Whether somebody is logged in who may see the pages. */
export function isInside(session: Session | undefined): boolean {
  const user = session?.user ?? null;
  return user !== null && !user.must_change_password;
}

/** What one person saw must not be there for the next one. */
export function forgetWhatWasSeen(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

export function may(user: User, scope: Scope | undefined): boolean {
  return scope === undefined || user.scopes.includes(scope);
}

/** Sends changes with the token of this login. */
export function useChange(): <T>(change: Change) => Promise<T> {
  const client = useQueryClient();
  return (wanted) => change(wanted, client.getQueryData(sessionQuery.queryKey)?.csrf);
}
