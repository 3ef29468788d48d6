import { queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS, type Change } from '../api/gateway';
import type { Link } from './links';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Something that happened to a link: what, and what it was about. */
export interface LinkChange {
  readonly at: string;
  readonly who: string;
  readonly kind: 'ready' | 'down' | 'held' | 'released' | 'switched' | 'traced' | 'trace-ended';
  readonly about: string;
}

/** A link with where it may connect to and what happened to it, as `GET /api/links/NAME` tells it. */
export interface LinkInFull extends Link {
  readonly endpoints: readonly Endpoint[];
  readonly journal: readonly LinkChange[];
  readonly trace: { readonly until: string | null; readonly file: string };
}

/** What can be done to a link. */
export type Steering =
  | { readonly kind: 'hold'; readonly reason: string }
  | { readonly kind: 'release' }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'trace'; readonly minutes: number }
  | { readonly kind: 'trace-end' };

export function linkQuery(name: string) {
  return queryOptions({
    queryKey: ['link', name],
    queryFn: ({ signal }) => read<LinkInFull>(pathOf(name), signal),
    refetchInterval: REFRESH_MS,
  });
}

export function changeOf(name: string, steering: Steering): Change {
  const path = pathOf(name);
  switch (steering.kind) {
    case 'hold':
      return { method: 'POST', path: `${path}/hold`, body: { reason: steering.reason } };
    case 'release':
      return { method: 'POST', path: `${path}/release` };
    case 'endpoint':
      return { method: 'POST', path: `${path}/endpoint`, body: steering.endpoint };
    case 'trace':
      return { method: 'POST', path: `${path}/trace`, body: { minutes: steering.minutes } };
    case 'trace-end':
      return { method: 'DELETE', path: `${path}/trace` };
  }
}

function pathOf(name: string): string {
  return `/api/links/${encodeURIComponent(name)}`;
}
