import { type ChildProcess, spawn } from 'node:child_process';
import { startEmbeddedPostgres } from '#test/support/embedded-postgres.ts';

/**
 * What `shopify app dev` starts: the app from source and its worker, on PostgreSQL of its own unless DATABASE_URL names
 * another. The Shopify CLI gives the app's keys, scopes and port, and its tunnel as HOST. Data stays from run to run.
 */
const SECRET = 'development-only: long enough, and known to everybody';

const postgres = process.env['DATABASE_URL'] ? undefined : await startEmbeddedPostgres('dev');
const env: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_ENV: 'development',
  DATABASE_URL: process.env['DATABASE_URL'] ?? postgres?.url,
  ONEFOLD_SECRET: process.env['ONEFOLD_SECRET'] ?? SECRET,
  SHOPIFY_APP_URL: process.env['SHOPIFY_APP_URL'] ?? process.env['HOST'],
  PORT: process.env['PORT'] ?? process.env['FRONTEND_PORT'],
};
const children = ['app/web/main.ts', 'app/worker/main.ts'].map((file) =>
  spawn(process.execPath, [file], { env, stdio: ['ignore', 'inherit', 'inherit'] }),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of children) {
      child.kill(signal);
    }
  });
}
const codes = await Promise.all(children.map(ended));
await postgres?.stop();
process.exitCode = Math.max(...codes);

/** One that ends takes the other with it: half an app would only puzzle. */
function ended(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    child.once('exit', (code) => {
      for (const other of children) {
        other.kill('SIGTERM');
      }
      done(code ?? 0);
    });
  });
}
