/** What went wrong with a call, in words an operator can act on. */
export class GatewayFault extends Error {
  constructor(
    readonly kind: 'refused' | 'silent',
    title: string,
    readonly detail: string | null,
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
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { Accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new GatewayFault('silent', 'No answer from the gateway', null);
  }
  if (response.status === 404 && otherwise !== undefined) return otherwise.missing;
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
}

async function refusal(response: Response): Promise<GatewayFault> {
  const fallback = `HTTP ${response.status}`;
  if (!response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    return new GatewayFault('refused', fallback, null);
  }
  const problem = (await response.json()) as { title?: string; detail?: string };
  return new GatewayFault('refused', problem.title ?? fallback, problem.detail ?? null);
}
