import { defineConfig } from 'vitest/config';
import { TEST_ENVIRONMENT } from './support/test-environment.ts';

/** Tests that need PostgreSQL, another process or the whole tree of sources. One database a file, two files at a time. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    name: 'integration',
    include: ['test/integration/**/*.test.ts', 'test/architecture/**/*.test.ts'],
    environment: 'node',
    env: TEST_ENVIRONMENT,
    globalSetup: ['test/support/start-database.ts'],
    setupFiles: ['test/support/name-database.ts', 'test/support/fail-on-console-error.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
