import { idleSeconds } from './activity';
import { answered } from './first';

/** What went wrong with a call, in words an operator can act on. */
export class GatewayFault extends Error {
  constructor(
    readonly kind: 'refused' | 'silent',
    title: string,
    readonly detail: string | null,
    /** 0 when there was no answer. */
    readonly status = 0,
    /** What is wrong in one word, where the gateway says it. */
    readonly code: string | null = null,
  ) {
    super(title);
  }
}

/** How often a page asks again. The gateway answers from memory, so this is cheap for both. */
export const REFRESH_MS = 2_000;

/** What changes seldom is asked for less often. */
export const SELDOM_MS = 10_000;

/** How often to ask again for what changes seldom: until it has come once, as for all else. */
export function seldom({ state }: { readonly state: { readonly data: unknown } }): number {
  return state.data === undefined ? REFRESH_MS : SELDOM_MS;
}

/** The same for a list whose older parts are shown on demand: whoever has gone back further reads in peace. */
export function whileAtTop(query: {
  readonly state: { readonly data: { readonly pages: readonly unknown[] } | undefined };
}): number | false {
  return (query.state.data?.pages.length ?? 0) > 1 ? false : seldom(query);
}

/** Longer than any page takes; past it the gateway counts as silent and the next refresh asks anew. */
const DEADLINE_MS = 10_000;

/** Reads one resource of the gateway, or throws a {@link GatewayFault}; `missing` stands for one that is not there. */
export async function read<T>(path: string, signal: AbortSignal): Promise<T>;
export async function read<T>(
  path: string,
  signal: AbortSignal,
  otherwise: { readonly missing: null },
): Promise<T | null>;
export async function read<T>(
  path: string,
  signal: AbortSignal,
  otherwise?: { readonly missing: null },
): Promise<T | null> {
  try {
    return await call<T>(path, { headers: { Accept: 'application/json' } }, signal);
  } catch (fault) {
    if (otherwise !== undefined && fault instanceof GatewayFault && fault.status === 404)
      return otherwise.missing;
    throw fault;
  }
}

/** What changes something; the token shows that it comes from a page of this login. */
export interface Change {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** Changes something, or throws a {@link GatewayFault}. */
export function change<T>({ method, path, body }: Change, csrf: string | undefined): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Content-Type': 'application/json' };
  if (csrf !== undefined) headers['X-CSRF-Token'] = csrf;
  return call(path, { method, headers, body: JSON.stringify(body ?? {}) }, null);
}

/** A file is written while it is searched for. */
const FILE_DEADLINE_MS = 600_000;

/** Reads a file whole, or throws a {@link GatewayFault}; one that ends early is none. */
export async function readFile(path: string): Promise<Blob> {
  const response = await ask(path, {}, AbortSignal.timeout(FILE_DEADLINE_MS));
  try {
    return await response.blob();
  } catch {
    throw silent();
  }
}

function silent(): GatewayFault {
  return new GatewayFault('silent', 'No answer from the gateway', null);
}

async function call<T>(path: string, init: RequestInit, signal: AbortSignal | null): Promise<T> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    const response = await ask(path, init, signal === null ? deadline : AbortSignal.any([signal, deadline]));
    return (await response.json()) as T;
  } catch (cause) {
    // Nobody waits for it any more.
    signal?.throwIfAborted();
    throw cause;
  }
}

/** The answer to a call, or a {@link GatewayFault}. */
async function ask(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    const early = init.method === undefined ? answered(path) : null;
    response = await (early ??
      fetch(path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), 'Bongsu-Idle': String(idleSeconds()) },
        signal,
      }));
  } catch {
    throw silent();
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<GatewayFault> {
  const { status } = response;
  const fallback = `HTTP ${status}`;
  if (!response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    return new GatewayFault('refused', fallback, null, status);
  }
  const problem = (await response.json()) as { title?: string; detail?: string; code?: string };
  return new GatewayFault(
    'refused',
    problem.title ?? fallback,
    problem.detail ?? null,
    status,
    problem.code ?? null,
  );
}
