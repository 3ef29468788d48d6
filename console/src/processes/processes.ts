import { queryOptions } from '@tanstack/react-query';
import { read, REFRESH_MS } from '../api/gateway';

export type Deed = 'start' | 'stop' | 'restart' | 'reload';
export type Undertaking = Deed | 'scale';

/** One process of the process manager, as `GET /api/processes` tells it. */
export interface Process {
  readonly id: number;
  /** Of its application. */
  readonly name: string;
  readonly namespace: string;
  readonly instance: number;
  readonly state: string;
  readonly pid: number | null;
  readonly started_at: string | null;
  readonly restarts: number;
  /** Why it is in this state, when that needs saying. */
  readonly note: string;
  /** Hundredths of one core. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  readonly open_files: number;
  /** Whether it serves this page. */
  readonly self: boolean;
  /** False where a reload is refused. */
  readonly reloads: boolean;
  /** What is being done to it from the console. */
  readonly doing?: Undertaking;
  /** What was done last, and failed; and why. */
  readonly failed?: Undertaking;
  readonly failure?: string;
}

export interface Processes {
  /** Whether a process manager runs. */
  readonly running: boolean;
  /** The folder of the one that is looked for. */
  readonly home: string;
  readonly processes: readonly Process[];
}

export type Output = 'err' | 'out';

export interface ProcessLog {
  readonly file: string | null;
  readonly lines: readonly string[];
}

/** While something is being done, its end is waited for. */
const BUSY_MS = 500;
const LOG_MS = 1_000;

export const processesQuery = queryOptions({
  queryKey: ['processes'],
  queryFn: ({ signal }) => read<Processes>('/api/processes', signal),
  refetchInterval: (query) =>
    query.state.data?.processes.some((each) => each.doing !== undefined) ? BUSY_MS : REFRESH_MS,
});

export function processLogQuery(id: number, output: Output) {
  return queryOptions({
    queryKey: ['process-log', id, output],
    queryFn: ({ signal }) => read<ProcessLog>(`/api/processes/${id}/log?output=${output}`, signal),
    refetchInterval: LOG_MS,
  });
}

/** Whether it has a process, or is about to. */
export function isUp({ state }: Process): boolean {
  return state !== 'stopped' && state !== 'errored';
}

/** Processes by application, in the order in which they were started. */
export function byApplication(
  processes: readonly Process[],
): readonly (readonly [string, readonly Process[]])[] {
  const applications = new Map<string, Process[]>();
  for (const process of processes) {
    const others = applications.get(process.name);
    if (others === undefined) applications.set(process.name, [process]);
    else others.push(process);
  }
  return [...applications];
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in the unit a person would choose. */
export function size(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${value.toFixed(step < 2 || value >= 100 ? 0 : 1)} ${UNITS[step] ?? ''}`;
}
