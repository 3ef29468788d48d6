import { queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';
import type { Lane } from '../links/links';
import type { PushState } from '../pushes/pushes';

/** Pushes a second. */
export interface Rates {
  /** Taken into the ledger. */
  readonly accepted_per_second: number;
  /** That got their final answer, whichever. */
  readonly settled_per_second: number;
  /** That FCM accepted. */
  readonly sent_per_second: number;
  /** Rejected or expired. */
  readonly failed_per_second: number;
}

/** How FCM answered in the last minute. */
export interface FcmHealth {
  /** Whether it takes any push just now. */
  readonly takes: boolean;
  readonly sent: number;
  /** How many may be sent a minute. */
  readonly quota: number;
  readonly answers: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  /** How many attempts ended otherwise than accepted, by FCM's word for it. */
  readonly refusals: Readonly<Record<string, number>>;
}

/** A core system that does not take what became of pushes, or not all of it. */
export interface Untaken {
  /** `webhook`, `file`, or `link:` and the line's name. */
  readonly to: string;
  /** Since when it takes nothing; null while it takes others. */
  readonly since: string | null;
  /** How many outcomes it refuses by themselves. */
  readonly refused: number;
}

/** `GET /api/overview`: what the gateway has done in all, and what it does now. */
export interface Overview {
  readonly version: string;
  readonly counts: {
    readonly stored: number;
    readonly pending: number;
    readonly accepted: number;
    readonly rejected: number;
  };
  readonly states: Readonly<Partial<Record<PushState, number>>>;
  readonly rates: Rates;
  /** What is not finished; empty until the ledger has been read for the first time. */
  readonly backlog: Readonly<Partial<Record<Lane, number>>>;
  /** The lanes of which there may be more. */
  readonly backlog_or_more?: readonly Lane[];
  /** What happened since midnight in Seoul; empty until the ledger has been read. */
  readonly today: Readonly<Partial<Record<Today, number>>>;
  readonly fcm: FcmHealth;
  /** Who does not take what became of pushes. */
  readonly results?: readonly Untaken[];
  /** The rates of the last two minutes, oldest first; not in what is told every second. */
  readonly history?: readonly Rates[];
}

export type Today = 'stored' | 'accepted' | 'rejected' | 'expired' | 'retried' | 'cancelled' | 'put-off';

/** What is remembered here of earlier answers, so that the rates can be drawn and an update noticed. */
export interface Watched {
  readonly now: Overview;
  readonly firstVersion: string;
  /** The rates of the last two minutes, oldest first, one a second. */
  readonly trace: readonly Rates[];
  /** Whether the gateway tells of itself every second, and need not be asked. */
  readonly live: boolean;
}

/** Two minutes. */
export const TRACE_LENGTH = 120;

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: async ({ client, signal }): Promise<Watched> => {
    const now = await read<Overview>('/api/overview', signal);
    return watched(client.getQueryData<Watched>(['overview']), now, false);
  },
  // While the gateway tells every second, this never comes to pass.
  refetchInterval: REFRESH_MS,
});

export function watched(before: Watched | undefined, now: Overview, live: boolean): Watched {
  const trace = now.history ?? [...(before?.trace ?? []), now.rates];
  return {
    now,
    firstVersion: before?.firstVersion ?? now.version,
    trace: trace.slice(-TRACE_LENGTH),
    live,
  };
}
