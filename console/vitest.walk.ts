import { defineConfig } from 'vitest/config';

/** The walk through a real console; the acceptance tests start it, and what it walks through. */
export default defineConfig({
  cacheDir: 'target/vite',
  test: {
    include: ['test/walk/*.walk.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each step stands on those before it.
    bail: 1,
  },
});
