import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';
import { createApp } from './create-app.server.ts';

await migrate();
const { app, closeDatabase } = await createApp();
const server = app.listen(env().PORT, '0.0.0.0', () => {
  const address = server.address();
  log('info', 'web started', { port: typeof address === 'object' && address ? address.port : env().PORT });
});
// Shopify keeps connections; ours outlive its idle time, or a delivery would meet a closing socket.
server.keepAliveTimeout = 75_000;
// Two gigabytes over a shop's line take longer than the five minutes that Node gives a request; its headers still have one.
server.requestTimeout = 3_600_000;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => {
      void closeDatabase().finally(() => process.exit(0));
    });
    server.closeIdleConnections();
  });
}
