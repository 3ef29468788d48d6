import { queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';
import type { Lane } from '../links/links';

/** Whether anything of a lane leaves, as `GET /api/lanes` tells it. */
export interface LaneState {
  readonly lane: Lane;
  readonly paused: boolean;
  readonly since?: string;
  readonly by?: string;
  readonly reason?: string;
}

export interface Lanes {
  readonly lanes: readonly LaneState[];
}

export const lanesQuery = queryOptions({
  queryKey: ['lanes'],
  queryFn: ({ signal }) => read<Lanes>('/api/lanes', signal),
  refetchInterval: REFRESH_MS,
});
