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

async function call<T>(path: string, init: RequestInit, signal: AbortSignal | null): Promise<T> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  let response: Response;
  try {
    const early = init.method === undefined ? answered(path) : null;
    response = await (early ??
      fetch(path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), 'Bongsu-Idle': String(idleSeconds()) },
        signal: signal === null ? deadline : AbortSignal.any([signal, deadline]),
      }));
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new GatewayFault('silent', 'No answer from the gateway', null);
  }
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
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
