import type { Plugin } from 'vite';
import { answer } from './answer.ts';
import { FixtureGateway } from './fixtureGateway.ts';

/** Lets `npm run dev` work without a gateway: traffic flows, and what came is settled a moment later. */
export function fixtureGateway(): Plugin {
  return {
    name: 'bongsu-fixture-gateway',
    apply: (_, { command, mode }) => command === 'serve' && mode !== 'test',
    configureServer(server) {
      const gateway = new FixtureGateway(Date.now).withLinks();
      gateway.receive(5_000);
      gateway.settle();
      const traffic = setInterval(() => {
        gateway.settle();
        const count = Math.floor(Math.random() * 6);
        gateway.receive(count);
        gateway.rates = {
          accepted_per_second: count,
          settled_per_second: count,
          sent_per_second: count,
          failed_per_second: 0,
        };
      }, 1_000);
      server.httpServer?.on('close', () => clearInterval(traffic));
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/') !== true) {
          next();
          return;
        }
        void answer(gateway, request, response);
      });
    },
  };
}
