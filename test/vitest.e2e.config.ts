import { defineConfig } from 'vitest/config';
import { TEST_ENVIRONMENT } from './support/test-environment.ts';

/** A merchant's journeys in a real browser, one after the other: each starts the app's own processes. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    name: 'e2e',
    include: ['test/e2e/**/*.spec.ts', 'test/e2e/**/*.test.ts'],
    environment: 'node',
    env: TEST_ENVIRONMENT,
    globalSetup: ['test/support/start-database.ts'],
    setupFiles: ['test/support/name-database.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
