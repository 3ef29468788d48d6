import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { wire, type FixtureGateway } from './fixtureGateway.ts';

/** Answers a call over HTTP as the fixture does. */
export async function answer(
  gateway: FixtureGateway,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sent = await text(request);
  const { status, type, body } = gateway.answer(
    request.url ?? '/',
    request.method,
    sent === '' ? {} : JSON.parse(sent),
  );
  response.writeHead(status, { 'Content-Type': type }).end(wire(body));
}
