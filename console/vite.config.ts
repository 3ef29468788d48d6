import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { fixtureGateway } from './test/fixturePlugin.ts';

/** `npm run dev` answers /api from the fixture; `GATEWAY=http://127.0.0.1:8080 npm run dev` from a real gateway. */
const gateway = process.env.GATEWAY;

export default defineConfig({
  plugins: [react(), ...(gateway === undefined ? [fixtureGateway()] : [])],
  cacheDir: 'target/vite',
  build: {
    outDir: 'target/classes/console',
    emptyOutDir: true,
    target: 'es2023',
    // The module-preload polyfill would be an inline script of its own in old browsers, which the CSP forbids.
    modulePreload: { polyfill: false },
    // Nothing may become a data: address; the CSP allows none.
    assetsInlineLimit: 0,
    // One file, read once and kept for good: this page is open all day, and the limit for it is 350 KB compressed.
    chunkSizeWarningLimit: 1_000,
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
