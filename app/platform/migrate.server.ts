import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { connectionOf, gateSecret, rolePassword } from './db.server.ts';
import { env } from './env.server.ts';
import { log } from './log.server.ts';

const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url);
/** Any fixed number: two processes that start at once take turns. */
const MIGRATION_LOCK = 7_390_221;

/**
 * Brings the database to this version: roles, migrations in Prisma's own ledger (`prisma migrate status` agrees), the
 * job queue's schema, grants. Safe to run at every start and by several processes at once.
 */
export async function migrate(databaseUrl?: string): Promise<void> {
  const owner = new pg.Client(connectionOf('owner', databaseUrl));
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRoles(owner);
    await applyMigrations(owner);
    await installQueue(databaseUrl);
    await grant(owner);
  } finally {
    await owner.end();
  }
}

/** Roles belong to the whole server, not to one database: databases that start at once take turns here too. */
async function ensureRoles(owner: pg.Client): Promise<void> {
  for (const role of ['app', 'jobs'] as const) {
    const name = `onefold_${role}`;
    const found = await owner.query<{ ok: boolean }>('select true as ok from pg_roles where rolname = $1', [name]);
    const verb = found.rowCount ? 'alter' : 'create';
    const statement = `${verb} role ${name} login noinherit nosuperuser nocreatedb nocreaterole password '${rolePassword(role)}'`;
    await owner.query(statement).catch((error: { code?: string }) => {
      // Another database of the same server was faster (unique_violation, duplicate_object, tuple concurrently updated).
      if (!['23505', '42710', 'XX000'].includes(error.code ?? '')) {
        throw error;
      }
    });
  }
}

async function applyMigrations(owner: pg.Client): Promise<void> {
  await owner.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const done = await owner.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const applied = new Set(done.rows.map((row) => row.migration_name));
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  for (const name of names.sort().filter((candidate) => !applied.has(candidate))) {
    await applyOne(owner, name);
  }
}

async function applyOne(owner: pg.Client, name: string): Promise<void> {
  const script = await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), 'utf8');
  await owner.query('begin');
  try {
    await owner.query(script);
    await owner.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), createHash('sha256').update(script).digest('hex'), name],
    );
    await owner.query('commit');
    log('info', 'migration applied', { migration: name });
  } catch (error) {
    await owner.query('rollback');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}

async function installQueue(databaseUrl?: string): Promise<void> {
  const pool = new pg.Pool({ ...connectionOf('owner', databaseUrl), max: 1 });
  const lost = (error: Error) => log('warn', 'a migration lost its connection', { reason: error.message });
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/** What each role may do. The app's role owns nothing and reaches the queue only through enqueue_job. */
async function grant(owner: pg.Client): Promise<void> {
  await owner.query(`
    grant usage on schema public to onefold_app;
    grant select, insert, update, delete on all tables in schema public to onefold_app;
    grant usage, select on all sequences in schema public to onefold_app;
    grant execute on all functions in schema public to onefold_app;
    revoke all on tenant_gate, _prisma_migrations from onefold_app;
    revoke update, delete, truncate on audit_log, merge_event from onefold_app;
    grant usage on schema graphile_worker to onefold_jobs;
    grant select, insert, update, delete on all tables in schema graphile_worker to onefold_jobs;
    grant usage, select on all sequences in schema graphile_worker to onefold_jobs;
    grant execute on all functions in schema graphile_worker to onefold_jobs;
    revoke create on schema public from public;
  `);
  await owner.query(`
    do $$
    declare t record;
    begin
      execute format('grant temporary on database %I to onefold_app', current_database());
      for t in
        select c.relname from pg_class c
        where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      loop
        execute format('drop policy if exists onefold_jobs on graphile_worker.%I', t.relname);
        execute format('create policy onefold_jobs on graphile_worker.%I to onefold_jobs using (true) with check (true)', t.relname);
      end loop;
    end $$`);
  await openGate(owner);
}

/** The gate opens to proofs by the secret in force, and by the one before while it is still named; to no older one. */
async function openGate(owner: pg.Client): Promise<void> {
  const before = env().ONEFOLD_SECRET_PREVIOUS;
  const secrets = [gateSecret(), ...(before ? [gateSecret(before)] : [])];
  await owner.query('delete from tenant_gate where secret <> all($1::text[])', [secrets]);
  await owner.query('insert into tenant_gate (secret) select unnest($1::text[]) on conflict do nothing', [secrets]);
}
