/** A moment as a wall clock in Seoul shows it, whatever zone the browser is in. */
export interface SeoulTime {
  /** yyyy-MM-dd */
  readonly date: string;
  /** HH:mm:ss */
  readonly time: string;
  /** The milliseconds, three digits. */
  readonly millis: string;
}

/** Seoul is nine hours ahead of UTC, and has known no daylight saving since 1988. */
const AHEAD_MS = 9 * 3_600_000;

export function seoul(moment: string | number): SeoulTime {
  // A page of the log asks for hundreds of these, for which `Intl` would take longer than all else.
  const there = new Date(new Date(moment).getTime() + AHEAD_MS).toISOString();
  return { date: there.slice(0, 10), time: there.slice(11, 19), millis: there.slice(20, 23) };
}

/** `yyyy-MM-ddTHH:mm`, as a field for date and time holds it. */
export function seoulMinute(moment: string | number): string {
  const { date, time } = seoul(moment);
  return `${date}T${time.slice(0, 5)}`;
}

/** The moment a wall clock in Seoul shows `yyyy-MM-ddTHH:mm`. */
export function seoulInstant(minute: string): string {
  return new Date(`${minute}:00+09:00`).toISOString();
}

/** `HH:mm:ss` of today (yyyy-MM-dd), `MM-dd` of any other day: short, and never ambiguous. */
export function shortTime(moment: string, today: string): string {
  const { date, time } = seoul(moment);
  return date === today ? time : date.slice(5);
}

/** The same to the minute, where there is little room. */
export function shortMinute(moment: string, today: string): string {
  const { date, time } = seoul(moment);
  return date === today ? time.slice(0, 5) : date.slice(5);
}

/** Date, time and milliseconds, for titles and details. */
export function fullTime(moment: string): string {
  const { date, time, millis } = seoul(moment);
  return `${date} ${time}.${millis}`;
}

/** The time between two moments in the unit a person would choose. */
export function span(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} m ${Math.floor((ms % 60_000) / 1_000)} s`;
  return `${Math.floor(ms / 3_600_000)} h ${Math.floor((ms % 3_600_000) / 60_000)} m`;
}
