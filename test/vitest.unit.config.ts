import { defineConfig } from 'vitest/config';

/** Pure tests that stand beside their source: no database, no network, milliseconds each. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    name: 'unit',
    include: ['app/**/*.test.ts', 'app/**/*.test.tsx', 'test/demo/**/*.test.ts', 'test/shopify/**/*.test.ts'],
    environment: 'node',
    // Pure tests share nothing that could leak: one module graph for all of them halves the time spent on imports.
    pool: 'threads',
    isolate: false,
    setupFiles: ['test/support/fail-on-console-error.ts'],
    testTimeout: 30_000,
  },
});
