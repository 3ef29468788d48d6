import { queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';

/** Single: one customer's push. Multi: one message to many. */
export type Lane = 'single' | 'multi';

export type LinkState = 'ready' | 'connecting' | 'signing-on' | 'draining' | 'backoff' | 'held' | 'stopped';

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
  /** Sequence numbers that were passed over and have not come since. */
  readonly missing: number;
  /** Sequence numbers seen before, not marked as sent again. */
  readonly repeats: number;
  /** Connections dropped because their stream could not be trusted. */
  readonly broken: number;
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

/** What a person should look at. */
export function alarmsOf(link: Link): number {
  return link.missing + link.repeats + link.broken;
}

export function readyOf(links: readonly Link[]): number {
  return links.filter((link) => link.state === 'ready').length;
}
