import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startDisposablePostgres } from './disposable-postgres.ts';
import { TEST_ENVIRONMENT } from './test-environment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's address of the migrated database that every test file's own database is cloned from. */
    templateUrl: string;
  }
}

/**
 * Once a run: a PostgreSQL (a disposable one, or the server that DATABASE_URL names) and one database brought to this
 * version, which the test files clone.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const server = given ? { url: given, stop: async () => {} } : await startDisposablePostgres('test');
  const template = `onefold_template_${process.pid}`;
  const templateUrl = Object.assign(new URL(server.url), { pathname: `/${template}` }).href;
  Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: templateUrl });
  const end = async () => {
    await administer(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
  try {
    await administer(server.url, `create database ${template}`);
    // Imported late: it reads the environment that was set above.
    const { migrate } = await import('#app/platform/migrate.server.ts');
    await migrate(templateUrl);
  } catch (error) {
    await end();
    throw error;
  }
  project.provide('templateUrl', templateUrl);
  return end;
}

async function administer(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}
