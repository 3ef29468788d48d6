import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { answer } from './answer';
import type { FixtureGateway } from './fixtureGateway';

/** The policy under which the gateway serves these files: nothing inline, nothing from elsewhere. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What `npm run build` makes. */
export const BUILT = 'target/classes/console';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Serves what `npm run build` made as the gateway will: its files, its API, and index.html for every other page. */
export async function serve(gateway: FixtureGateway): Promise<{ server: Server; url: string }> {
  if (!existsSync(BUILT)) throw new Error(`${BUILT} is not there: run "npm run build" first.`);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/api/')) {
      void answer(gateway, request, response);
      return;
    }
    const wanted = join(BUILT, normalize(new URL(path, 'http://console').pathname));
    const file = extname(wanted) !== '' && existsSync(wanted) ? wanted : join(BUILT, 'index.html');
    void readFile(file).then((bytes) =>
      response
        .writeHead(200, {
          'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
          'Content-Security-Policy': POLICY,
        })
        .end(bytes),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
