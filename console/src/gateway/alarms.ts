import type { Texts } from '../i18n/en';
import { alarmsOf as alarmsOfLink, type Lane, type Link } from '../links/links';
import type { Overview, Untaken } from './overview';

export interface Alarm {
  readonly tone: 'bad' | 'warn';
  readonly words: string;
}

/** What alarms are made of. */
export interface Situation {
  readonly overview: Overview;
  readonly links: readonly Link[];
  /** The lanes of which nothing leaves. */
  readonly paused: readonly Lane[];
  /** Processes of this machine that were given up. */
  readonly errored: readonly { readonly name: string }[];
}

/** So few attempts say nothing about their share. */
const ENOUGH = 20;

/** The share of refused attempts that is worth a look. */
const MANY_REFUSED = 0.05;

/** The share of the quota from which pushes are about to wait for it. */
const NEARLY_ALL = 0.95;

/** What a person should look at now, worst first. */
export function alarmsOf(
  { overview: { fcm, results = [] }, links, paused, errored }: Situation,
  { alarms, links: { lane: lanes } }: Texts,
): readonly Alarm[] {
  const down = links.filter((link) => link.state === 'backoff');
  const held = links.filter((link) => link.state === 'held');
  const odd = links.filter((link) => alarmsOfLink(link) > 0);
  const deaf = results.filter(({ since }) => since !== null);
  const picky = results.filter(({ since }) => since === null);
  const refused = Object.values(fcm.refusals).reduce((sum, n) => sum + n, 0);
  return [
    ...(fcm.takes ? [] : [{ tone: 'bad', words: alarms.fcmShut } as const]),
    ...paused.map((lane) => ({ tone: 'bad', words: alarms.paused(lanes[lane]) }) as const),
    ...(down.length === 0 ? [] : [{ tone: 'bad', words: alarms.down(names(down)) } as const]),
    ...(fcm.answers >= ENOUGH && refused / fcm.answers > MANY_REFUSED
      ? [{ tone: 'bad', words: alarms.refused(percent(refused / fcm.answers)) } as const]
      : []),
    ...(errored.length === 0 ? [] : [{ tone: 'bad', words: alarms.errored(names(errored)) } as const]),
    ...(deaf.length === 0 ? [] : [{ tone: 'bad', words: alarms.untold(names(deaf.map(told))) } as const]),
    ...(fcm.sent >= fcm.quota * NEARLY_ALL
      ? [{ tone: 'warn', words: alarms.quota(percent(fcm.sent / Math.max(1, fcm.quota))) } as const]
      : []),
    ...(odd.length === 0 ? [] : [{ tone: 'warn', words: alarms.odd(names(odd)) } as const]),
    ...picky.map((each) => ({ tone: 'warn', words: alarms.untaken(told(each).name, each.refused) }) as const),
    ...(held.length === 0 ? [] : [{ tone: 'warn', words: alarms.held(names(held)) } as const]),
  ];
}

/** Whom the gateway tells, by the name that people know. */
function told({ to }: Untaken): { readonly name: string } {
  return { name: to.replace(/^link:/, '') };
}

/** Not more than there is: 99.6 is not all. */
function percent(share: number): number {
  return Math.floor(100 * share + 1e-9);
}

/** The first few by name. */
function names(all: readonly { readonly name: string }[]): string {
  const first = all.slice(0, 4).map((each) => each.name);
  return [...first, ...(all.length > 4 ? [`+${all.length - 4}`] : [])].join(', ');
}
