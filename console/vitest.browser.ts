import { defineConfig } from 'vitest/config';

/** The tests that need the built files and a Chromium; `npm run browser`. */
export default defineConfig({
  cacheDir: 'target/vite',
  test: {
    include: ['test/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
