import { queryOptions } from '@tanstack/react-query';
import { read, seldom } from '../api/gateway';
import type { Role } from '../session/session';

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
