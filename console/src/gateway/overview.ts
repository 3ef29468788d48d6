import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';

/** `GET /api/overview`: what the gateway has done in all, and how fast it does it now. */
export interface Overview {
  readonly version: string;
  readonly counts: {
    readonly stored: number;
    readonly pending: number;
    readonly accepted: number;
    readonly rejected: number;
  };
  readonly rates: {
    /** Pushes taken into the ledger. */
    readonly accepted_per_second: number;
    /** Pushes that got their final answer. */
    readonly settled_per_second: number;
  };
}

/** What is remembered here of earlier answers, so that the rates can be drawn and an update noticed. */
export interface Watched {
  readonly now: Overview;
  readonly firstVersion: string;
  /** The rates of the last answers, oldest first. */
  readonly trace: readonly Overview['rates'][];
}

/** Two minutes. */
export const TRACE_LENGTH = 60;

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: async ({ client, signal }): Promise<Watched> => {
    const now = await read<Overview>('/api/overview', signal);
    const before = watchedBefore(client);
    return {
      now,
      firstVersion: before?.firstVersion ?? now.version,
      trace: [...(before?.trace ?? []), now.rates].slice(-TRACE_LENGTH),
    };
  },
  refetchInterval: REFRESH_MS,
});

function watchedBefore(client: QueryClient): Watched | undefined {
  return client.getQueryData<Watched>(['overview']);
}
