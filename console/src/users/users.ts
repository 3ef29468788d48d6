import { queryOptions } from '@tanstack/react-query';
import { read, seldom } from '../api/gateway';
import type { Role, User } from '../session/session';

/** Somebody who has an account, as `GET /api/users` tells it. */
export interface Account {
  readonly name: string;
  readonly role: Role;
  readonly must_change_password: boolean;
  readonly password_since: string;
  readonly locked_until: string | null;
  readonly last_login_at: string | null;
}

/** What every change of the accounts answers: all of them, and a new password if one was made. */
export interface Accounts {
  readonly users: readonly Account[];
  readonly name?: string;
  readonly password?: string;
}

export const ROLES: readonly Role[] = ['viewer', 'operator', 'admin'];

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => read<Accounts>('/api/users', signal),
  refetchInterval: seldom,
});

/** Somebody who is logged in, as `GET /api/sessions` tells it. */
export interface Presence {
  /** As the audit log names him. */
  readonly who: string;
  readonly name: string;
  readonly login: User['login'];
  readonly role: Role;
  readonly since: string;
  readonly active_at: string;
}

export interface Presences {
  readonly sessions: readonly Presence[];
}

export const presencesQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => read<Presences>('/api/sessions', signal),
  refetchInterval: 10_000,
});
