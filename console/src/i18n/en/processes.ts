import { number } from './numbers';

const STATES: Record<string, string> = {
  online: 'Online',
  launching: 'Starting',
  stopping: 'Stopping',
  stopped: 'Stopped',
  errored: 'Failed',
  'waiting restart': 'Will restart',
};

export const processes = {
  online: (up: number, all: number) => `${number.format(up)} of ${number.format(all)} online`,
  /** A span of time in this language. */
  lasting: (span: string) => span,
  called: (name: string, id: number) => `${name} #${id}`,
  running: (label: string) => `${label} runs`,
  stateOf: (state: string) => STATES[state] ?? state,
  doing: {
    start: 'Being started',
    stop: 'Being stopped',
    restart: 'Being restarted',
    reload: 'Reloading',
    scale: 'Being scaled',
  },
  failedTo: {
    start: (why: string) => `Not started: ${why}`,
    stop: (why: string) => `Not stopped: ${why}`,
    restart: (why: string) => `Not restarted: ${why}`,
    reload: (why: string) => `Not reloaded: ${why}`,
    scale: (why: string) => `Not scaled: ${why}`,
  },
  self: 'Serves this page',
  selfMeaning: 'It serves this page and cannot be stopped from it; reload works.',
  cannotReload:
    'It serves this page and is given no socket, so a reload would end it first. Name its HTTP address under “listen” in its ecosystem file.',
  reloading: 'Reloading… The page goes on by itself as soon as the new process serves it.',
  stale: (why: string) => `Shown as last seen: ${why}`,
  silent: 'Shown as last seen: the gateway does not answer.',
  pid: 'Pid',
  uptime: 'Up for',
  cpu: 'CPU',
  memory: 'Memory',
  restarts: 'Restarts',
  files: 'Open files',
  log: 'Log',
  logOf: (label: string) => `Log of ${label}`,
  output: 'Which output',
  outputs: { err: 'Errors and log (stderr)', out: 'Output (stdout)' },
  noLines: '(nothing written yet)',
  deed: { start: 'Start', stop: 'Stop', restart: 'Restart', reload: 'Reload' },
  deedTo: {
    restart: (label: string) => `Restart ${label}`,
    reload: (label: string) => `Reload ${label}`,
  },
  ask: {
    start: (label: string) => `Start ${label}?`,
    stop: (label: string) => `Stop ${label}?`,
    restart: (label: string) => `Restart ${label}?`,
    reload: (label: string) => `Reload ${label}?`,
  },
  meaning: {
    start: 'It is started.',
    stop: 'What it does stops until somebody starts it again.',
    restart: 'It is ended and started again; what it does pauses meanwhile.',
    reload:
      'A new process takes over when it is ready. One that the process manager gives no socket is restarted.',
  },
  reloadSelf:
    'It serves this page. A new process takes over when it is ready; the page waits for it and goes on by itself.',
  scale: 'Scale',
  scaleOf: (name: string) => `Scale ${name}`,
  countOf: (name: string) => `Number of processes of ${name}`,
  askScale: (name: string, to: number) =>
    to === 1 ? `Run one process of ${name}?` : `Run ${number.format(to)} processes of ${name}?`,
  scaleMeaning: (from: number, to: number) =>
    to < from
      ? `${number.format(from - to)} of its ${number.format(from)} processes will be ended and forgotten.`
      : `${number.format(to - from)} more will be started.`,
  leave: 'Leave it',
  close: 'Close',
  absent: 'No process manager runs here',
  absentMeaning: (home: string) =>
    `Start programs with “bongsu start ecosystem.yaml”, as the user the gateway runs as, and they appear here by themselves. Looked for in ${home}.`,
  empty: 'The process manager keeps no process',
  emptyMeaning: 'Start one with “bongsu start”, and it appears here by itself.',
};
