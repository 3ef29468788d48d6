import { randomUUID } from 'node:crypto';

/** What `ConsoleWalkTest` has started, and how to reach it. */
function told(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set: ConsoleWalkTest of the acceptance tests starts this walk.`);
  }
  return value;
}

export const CONSOLE = told('WALK_CONSOLE');
/** The first administrator's one-time password. */
export const ONCE = told('WALK_PASSWORD');
/** How the login page calls the provider of OpenID Connect. */
export const PROVIDER = told('WALK_PROVIDER');
const KEY = told('WALK_KEY');
const EMULATOR = told('WALK_EMULATOR');

interface Handed {
  readonly token: string;
  readonly title: string;
  readonly customer?: string;
  readonly phone?: string;
  /** When it is to leave; at once without. */
  readonly sendAt?: Date;
}

/** Hands a push in as a program with a key does, and tells its number. */
export async function handIn({ token, title, customer, phone, sendAt }: Handed): Promise<number> {
  const response = await fetch(`${CONSOLE}/v1/pushes`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}`, 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({
      service: 'FILL',
      title,
      body: `${title} 10주, 72,300원`,
      ...(sendAt === undefined ? {} : { send_at: sendAt.toISOString() }),
      recipients: [{ token, customer: customer ?? '1000000001', phone: phone ?? '01012345678' }],
    }),
  });
  const said = (await response.json()) as { pushes?: number[] };
  const id = said.pushes?.[0];
  if (id === undefined) throw new Error(`POST /v1/pushes: ${response.status} ${JSON.stringify(said)}`);
  return id;
}

/** How many notifications a phone shows. */
export async function shownOn(token: string): Promise<number> {
  const response = await fetch(`${EMULATOR}/control/phones/${token}`);
  if (response.status === 404) return 0;
  const { screen } = (await response.json()) as { screen: unknown[] };
  return screen.length;
}
