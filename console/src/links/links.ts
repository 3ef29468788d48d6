import { queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';

/** Single: one customer's push. Multi: one message to many. */
export type Lane = 'single' | 'multi';

export type LinkState = 'ready' | 'connecting' | 'signing-on' | 'backoff' | 'stopped';

/** One connection to one port of the FEP, as `GET /api/links` tells it. */
export interface Link {
  readonly name: string;
  readonly lane: Lane;
  readonly host: string;
  readonly port: number;
  readonly state: LinkState;
  /** When the state began. */
  readonly since: string;
  /** Why it is not ready, in the gateway's words. */
  readonly reason: string | null;
  readonly last_telegram_at: string | null;
  readonly telegrams: number;
  readonly recipients: number;
  readonly rejected_telegrams: number;
  readonly duplicates: number;
}

export const linksQuery = queryOptions({
  queryKey: ['links'],
  queryFn: async ({ signal }) => (await read<{ links: Link[] }>('/api/links', signal)).links,
  refetchInterval: REFRESH_MS,
});

/** The links of each lane, lanes and links in the order in which the configuration names them. */
export function byLane(links: readonly Link[]): readonly (readonly [Lane, readonly Link[]])[] {
  const lanes = new Map<Lane, Link[]>();
  for (const link of links) {
    const lane = lanes.get(link.lane);
    if (lane === undefined) lanes.set(link.lane, [link]);
    else lane.push(link);
  }
  return [...lanes];
}

export function readyOf(links: readonly Link[]): number {
  return links.filter((link) => link.state === 'ready').length;
}
