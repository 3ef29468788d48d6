import { number, compact } from './numbers';

export const pulse = {
  connecting: 'Connecting…',
  live: 'Live',
  silent: (since: string) => `No answer since ${since}`,
  silentMeaning: 'The gateway does not answer. What you see is the last it said; the page keeps asking.',
  never: 'No answer',
  renewed: 'Bongsu was updated: reload',
};

export const tallies = {
  label: 'Totals',
  stored: 'Stored',
  pending: 'Waiting',
  accepted: 'Accepted by FCM',
  rejected: 'Rejected',
  incoming: 'Received',
  settled: 'Settled',
  perSecond: '/s',
  trace: 'over the last two minutes',
};

export const traffic = {
  title: 'Traffic',
  accepted: 'Received',
  sent: 'Accepted by FCM',
  failed: 'Failed',
  drawing: 'Pushes a second over the last two minutes',
  ago: '2 minutes ago',
  now: 'now',
};

export const fcm = {
  title: 'FCM, last minute',
  state: 'State',
  takes: 'takes pushes',
  refuses: 'takes none now',
  p50: 'Half within',
  p95: '95 % within',
  p99: '99 % within',
  quota: 'Quota used',
  quotaUsed: (sent: number, quota: number) => `${number.format(sent)} / ${compact.format(quota)}`,
  refusals: 'Refusals',
  others: 'others',
};

export const backlog = {
  title: 'Not finished',
  pause: 'Pause',
  paused: 'Paused',
  resume: 'Resume',
  pauseLane: (lane: string) => `Pause the lane “${lane}”`,
  pausedLane: (lane: string) => `The lane “${lane}” is paused`,
  pauseMeaning: 'Nothing of it leaves, on any gateway, until it is resumed. Pushes are still taken in.',
  pausedMeaning: (since: string, by: string, reason: string) => `Since ${since} by ${by}: ${reason}`,
  reason: 'Why',
  back: 'Back',
};

export const day = {
  title: 'Today',
  stored: 'Received',
  accepted: 'Accepted by FCM',
  rejected: 'Rejected',
  expired: 'Expired',
  retried: 'Failed attempts',
  cancelled: 'Cancelled',
};

export const alarms = {
  title: 'Alarms',
  none: '✓ Nothing needs a look',
  fcmShut: 'FCM takes no pushes: they wait in the ledger',
  down: (names: string) => `No connection: ${names}`,
  refused: (percent: number) => `FCM refuses ${percent} % of attempts`,
  quota: (percent: number) => `${percent} % of the quota is used: beyond it, pushes wait for the next minute`,
  paused: (lane: string) => `Paused, nothing leaves: ${lane}`,
  errored: (names: string) => `Processes that failed: ${names}`,
  silent: (since: string) => `No answer from the gateway since ${since}: nobody knows how things are now`,
  neverTold: 'No answer from the gateway: nobody knows how things are',
  /** Begins with what is seen of it. */
  more: (n: number) => `+${n} alarms: show all`,
  odd: (names: string) => `Missing or broken telegrams: ${names}`,
  held: (names: string) => `Held by hand: ${names}`,
  untold: (names: string) => `Takes no results: ${names}`,
  untaken: (name: string, count: number) => `${name} refuses ${number.format(count)} results`,
};
