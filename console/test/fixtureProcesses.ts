import type { Process, Processes, Undertaking } from '../src/processes/processes';

/** A process manager that keeps what one machine of a brokerage would; nothing ends until {@link FixtureProcesses.finish}. */
export class FixtureProcesses {
  running = true;
  processes: readonly Process[] = [
    processOf(0, 'gateway', 0, { self: true, cpu: 6.4, memory: 213_000_000, open_files: 96 }),
    processOf(1, 'fep-simulator', 0, { cpu: 1.2, memory: 84_300_000, restarts: 2 }),
    processOf(2, 'report', 0, { cpu: 0.4, memory: 41_900_000 }),
    processOf(3, 'report', 1, { cpu: 0.3, memory: 42_200_000 }),
    processOf(4, 'night-job', 0, {
      state: 'errored',
      pid: null,
      started_at: null,
      cpu: 0,
      memory: 0,
      open_files: 0,
      restarts: 16,
      note: '16 short lives in a row: exit code 3',
    }),
  ];
  lines: readonly string[] = ['2026-11-22T00:30:00.120Z INFO gateway.ready http=127.0.0.1:8080 links=16'];

  list(): Processes {
    return {
      running: this.running,
      home: '/opt/bongsu/.bongsu',
      processes: this.running ? this.processes : [],
    };
  }

  /** Begins something; undefined when there is no such process, a sentence when it is refused. */
  begin(id: number, doing: Undertaking): Process | string | undefined {
    const process = this.processes.find((each) => each.id === id);
    if (process === undefined) return undefined;
    if (process.self && doing !== 'reload') return `${process.name} serves this page`;
    this.#change((each) => each.id === id, { doing });
    return this.processes.find((each) => each.id === id);
  }

  scale(name: string, count: number): void {
    const members = this.processes.filter((each) => each.name === name);
    const more = Array.from({ length: count - members.length }, (_, i) =>
      processOf(10 + i, name, members.length + i, {}),
    );
    this.processes = [...this.processes.filter((each) => !members.slice(count).includes(each)), ...more];
  }

  /** What was begun has come out well. */
  finish(): void {
    this.processes = this.processes.map(({ doing, ...process }) => {
      if (doing === undefined) return process;
      return doing === 'stop'
        ? { ...process, state: 'stopped', pid: null, started_at: null, cpu: 0, memory: 0 }
        : { ...process, state: 'online', pid: 9_000 + process.id, restarts: process.restarts + 1 };
    });
  }

  /** What was begun has failed. */
  fail(failure: string): void {
    this.processes = this.processes.map(({ doing, ...process }) =>
      doing === undefined ? process : { ...process, failed: doing, failure },
    );
  }

  #change(which: (process: Process) => boolean, to: Partial<Process>): void {
    this.processes = this.processes.map((each) => (which(each) ? { ...each, ...to } : each));
  }
}

function processOf(id: number, name: string, instance: number, more: Partial<Process>): Process {
  return {
    id,
    name,
    namespace: 'brokerage',
    instance,
    state: 'online',
    pid: 4_200 + id,
    started_at: '2026-11-21T06:12:00Z',
    restarts: 0,
    note: '',
    cpu: 0,
    memory: 30_000_000,
    open_files: 24,
    self: false,
    reloads: true,
    ...more,
  };
}
