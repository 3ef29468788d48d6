import type { Session } from '../session/session';
import { idleSeconds } from './activity';

/** What each page asks for first. */
export const FIRST: Readonly<Record<string, readonly string[]>> = {
  '/': ['/api/overview', '/api/links'],
  '/pushes': ['/api/pushes?limit=100', '/api/overview', '/api/links'],
};

/** Beyond this, an answer is not what the gateway would say now. */
const FRESH_MS = 3_000;

/** Longer than any page takes. */
const DEADLINE_MS = 10_000;

interface Asked {
  readonly at: number;
  readonly answer: Promise<Response>;
}

const asked = new Map<string, Asked>();

/** Where this browser remembers that somebody was logged in when a page was last opened. */
const INSIDE = 'bongsu.inside';

/**
 * Asks who is logged in, and then for what the page at this address shows first, and has `load` begin to load what
 * it is made of, while the scripts that show it are still on their way. Where somebody was logged in the last time,
 * all of it at once.
 */
export async function askFirst(
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
  load: (pathname: string) => void,
): Promise<void> {
  const ahead = () => {
    load(pathname);
    // What becomes of these is seen by whoever takes them.
    if (search === '') (FIRST[pathname] ?? []).forEach((path) => void ask(path).catch(() => undefined));
  };
  const session = ask('/api/session');
  const expected = wasInside();
  if (expected) ahead();
  try {
    const answer = await session;
    if (!answer.ok) return;
    const { user } = (await answer.clone().json()) as Session;
    const inside = user !== null && !user.must_change_password;
    remember(inside);
    if (inside && !expected) ahead();
  } catch {
    // The page asks for itself, and says what is wrong.
  }
}

function wasInside(): boolean {
  try {
    return localStorage.getItem(INSIDE) !== null;
  } catch {
    return false;
  }
}

function remember(inside: boolean): void {
  try {
    if (inside) localStorage.setItem(INSIDE, 'yes');
    else localStorage.removeItem(INSIDE);
  } catch {
    // A browser that keeps nothing asks in two steps.
  }
}

function ask(path: string): Promise<Response> {
  const answer = fetch(path, {
    headers: { Accept: 'application/json', 'Bongsu-Idle': String(idleSeconds()) },
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  asked.set(path, { at: Date.now(), answer });
  return answer;
}

/** The answer to what was asked for ahead; once, and only while it is fresh. */
export function answered(path: string): Promise<Response> | null {
  const early = asked.get(path);
  asked.delete(path);
  return early !== undefined && Date.now() - early.at < FRESH_MS ? early.answer : null;
}
