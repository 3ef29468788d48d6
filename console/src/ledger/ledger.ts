import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/gateway';

/** A file or folder, and the room on its disk; bytes. */
export interface Place {
  readonly path: string;
  readonly bytes: number;
  readonly free: number;
  readonly disk: number;
}

/** What is removed in one go. */
export interface Round {
  readonly work: 'round' | 'flush';
  readonly since: string;
  readonly removed: number;
  readonly failure: string | null;
}

/** The ledger as something that fills, as `GET /api/upkeep` tells it. */
export interface Upkeep {
  readonly engine: 'sqlite' | 'mariadb' | 'postgresql';
  readonly name: string;
  readonly stored: number;
  readonly settled: number;
  readonly waiting: number;
  /** Null where a database server keeps it. */
  readonly file: Place | null;
  readonly archive:
    (Place & { readonly files: number; readonly first?: string; readonly last?: string }) | null;
  /** What is kept; null: without a limit. */
  readonly kept: { readonly days: number | null; readonly pushes: number | null };
  /** Whether it is this gateway that removes what is old. */
  readonly tidies: boolean;
  readonly flush_asked: boolean;
  readonly now?: Round;
  readonly last?: Round;
}

const SELDOM_MS = 5_000;
const BUSY_MS = 1_000;

export const upkeepQuery = queryOptions({
  queryKey: ['upkeep'],
  queryFn: ({ signal }) => read<Upkeep>('/api/upkeep', signal),
  refetchInterval: ({ state: { data } }) =>
    data?.now !== undefined || data?.flush_asked === true ? BUSY_MS : SELDOM_MS,
});
