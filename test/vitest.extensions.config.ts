import { defineConfig } from 'vitest/config';

/** Extensions in a mock of Shopify's admin: each file has a document and a `shopify` of its own. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    name: 'extensions',
    include: ['extensions/*/tests/**/*.test.ts'],
    environment: 'jsdom',
    // The tester loads an extension's module itself: it has to do so through Vite, which reads TSX.
    server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
