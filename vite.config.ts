import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    process.env['VITEST']
      ? null
      : remix({
          ignoredRouteFiles: ['**/*.css', '**/*.test.*'],
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_lazyRouteDiscovery: true,
            v3_singleFetch: true,
          },
        }),
  ],
  build: { assetsInlineLimit: 0, target: 'es2022' },
  ssr: { noExternal: ['@shopify/polaris'] },
  optimizeDeps: { include: ['@shopify/polaris', '@shopify/app-bridge-react'] },
  server: { allowedHosts: true },
});
