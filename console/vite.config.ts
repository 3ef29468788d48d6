import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { announce, squeeze, together } from './build/scripts.ts';
import { fixtureGateway } from './test/fixturePlugin.ts';

/** `npm run dev` answers /api from the fixture; `GATEWAY=http://127.0.0.1:8080 npm run dev` from a real gateway. */
const gateway = process.env.GATEWAY;

export default defineConfig({
  plugins: [react(), announce(), squeeze(), ...(gateway === undefined ? [fixtureGateway()] : [])],
  cacheDir: 'target/vite',
  build: {
    outDir: 'target/classes/console',
    emptyOutDir: true,
    target: 'es2023',
    // The module-preload polyfill would be an inline script of its own in old browsers, which the CSP forbids.
    modulePreload: { polyfill: false },
    // Nothing may become a data: address; the CSP allows none.
    assetsInlineLimit: 0,
    // What every page needs is one file; each page has its own.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [together('src/app/start.tsx', 'src/main.tsx')],
        },
      },
    },
  },
  server: gateway === undefined ? {} : { proxy: { '/api': gateway } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    unstubGlobals: true,
    testTimeout: 30_000,
  },
});
