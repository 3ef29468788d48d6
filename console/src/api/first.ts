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

/**
 * Asks who is logged in, and then for what the page at this address shows first, while the scripts that show it are
 * still on their way; tells whether somebody is.
 */
export async function askFirst({
  pathname,
  search,
}: Pick<Location, 'pathname' | 'search'>): Promise<boolean> {
  try {
    const answer = await ask('/api/session');
    if (!answer.ok) return false;
    const { user } = (await answer.clone().json()) as Session;
    if (user === null || user.must_change_password) return false;
    // What becomes of these is seen by whoever takes them.
    if (search === '') (FIRST[pathname] ?? []).forEach((path) => void ask(path).catch(() => undefined));
    return true;
  } catch {
    // The page asks for itself, and says what is wrong.
    return false;
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
