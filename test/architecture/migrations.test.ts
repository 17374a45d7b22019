import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '#app/platform/migrate.server.ts';
import { useDatabase } from '#test/support/database.ts';

/** The app applies its migrations itself; whoever works with Prisma's own commands must find what they would have left. */
const ROOT = new URL('../..', import.meta.url).pathname;
const MIGRATIONS = join(ROOT, 'prisma/migrations');

describe('the migrated database', () => {
  const database = useDatabase();

  it('has every migration in Prisma’s ledger, as it stands in the repository', async () => {
    const { rows } = await database.owner.query(`
      select migration_name as name, checksum from _prisma_migrations
      where finished_at is not null and rolled_back_at is null order by 1`);
    expect(rows).toEqual(
      migrationNames().map((name) => ({
        name,
        checksum: createHash('sha256')
          .update(readFileSync(join(MIGRATIONS, name, 'migration.sql')))
          .digest('hex'),
      })),
    );
  });

  it('is up to date for prisma migrate status', async () => {
    expect(await prisma('migrate', 'status')).toMatch(/Database schema is up to date/);
  });

  it('agrees with the models: prisma migrate diff finds nothing to change', async () => {
    const target = ['--from-migrations', 'prisma/migrations', '--to-schema-datamodel', 'prisma', '--script'];
    expect(await prisma('migrate', 'diff', ...target)).toMatch(/^-- This is an empty migration\.$/m);
  });

  it('stays as it is when two migrate it again at once', async () => {
    const before = await ledger();
    await Promise.all([migrate(database.url), migrate(database.url)]);
    expect(await ledger()).toEqual(before);
  });

  async function ledger(): Promise<unknown[]> {
    return (await database.owner.query('select * from _prisma_migrations order by migration_name')).rows;
  }

  function prisma(...args: string[]): Promise<string> {
    const cli = join(ROOT, 'node_modules/prisma/build/index.js');
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    };
    return new Promise((done) => {
      // What it says is the result, also when it ends with an error.
      execFile(process.execPath, [cli, ...args], { cwd: ROOT, env }, (_, stdout, stderr) => done(stdout + stderr));
    });
  }
});

function migrationNames(): string[] {
  const entries = readdirSync(MIGRATIONS, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
