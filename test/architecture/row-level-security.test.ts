import { describe, expect, it } from 'vitest';
import { useDatabase } from '#test/support/database.ts';

/**
 * The catalogue is asked, not the migrations: a table that somebody adds is found here, whatever its migration says.
 */
describe('row-level security', () => {
  const database = useDatabase();
  const ask = async <Row extends object>(statement: string) => (await database.owner.query<Row>(statement)).rows;
  const names = async (statement: string) => (await ask<{ name: string }>(statement)).map((row) => row.name);

  /** The only tables of no shop: what checks a tenant's proof, and the ledger of migrations. */
  const OF_NO_SHOP = ['_prisma_migrations', 'tenant_gate'];

  const TABLES = `
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`;
  const OF_A_SHOP = `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'shop_id')`;

  it('stands on tables that each belong to a shop', async () => {
    expect(await names(`select c.relname as name ${TABLES} and not ${OF_A_SHOP} order by 1`)).toEqual(OF_NO_SHOP);
  });

  it('is on for every table of a shop, for reading and for writing', async () => {
    const open = await names(`
      select c.relname as name ${TABLES} and ${OF_A_SHOP} and (not c.relrowsecurity or not exists (
        select from pg_policy p
        where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*' and p.polroles = '{0}'
          and pg_get_expr(p.polqual, c.oid) like '%shop_id = ( SELECT current_shop()%'
          and pg_get_expr(p.polwithcheck, c.oid) like '%shop_id = ( SELECT current_shop()%'))`);
    expect(open).toEqual([]);
  });

  it('is widened by no second policy', async () => {
    expect(
      await names(`
        select c.relname as name ${TABLES}
          and (select count(*) from pg_policy p where p.polrelid = c.oid and p.polpermissive) > 1`),
    ).toEqual([]);
  });

  it('leads every primary key with the shop', async () => {
    const others = await names(`
      select c.relname as name ${TABLES} and ${OF_A_SHOP} and not exists (
        select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
        where i.indrelid = c.oid and i.indisprimary and i.indkey[0] = a.attnum)`);
    expect(others).toEqual([]);
  });

  it('never lets shop_id be empty', async () => {
    const nullable = await names(`
      select c.relname as name ${TABLES} and exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'shop_id' and not a.attnotnull)`);
    expect(nullable).toEqual([]);
  });

  it('holds for the app’s role, which owns nothing and may bypass nothing', async () => {
    const [role] = await ask(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
        (select count(*)::int from pg_auth_members m where m.member = r.oid or m.roleid = r.oid) as memberships,
        (select count(*)::int from pg_class c where c.relowner = r.oid and c.relpersistence <> 't') as tables,
        (select count(*)::int from pg_proc p where p.proowner = r.oid) as functions,
        (select count(*)::int from pg_namespace n where n.nspowner = r.oid and n.nspname !~ '^pg_(toast_)?temp_') as schemas,
        (select count(*)::int from pg_database d where d.datdba = r.oid) as databases
      from pg_roles r where rolname = 'onefold_app'`);
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolinherit: false,
      memberships: 0,
      tables: 0,
      functions: 0,
      schemas: 0,
      databases: 0,
    });
  });

  it('is not got round by rights of the app’s role', async () => {
    const [rights] = await ask(`
      select has_schema_privilege('onefold_app', 'public', 'create') as creates_in_public,
        has_database_privilege('onefold_app', current_database(), 'create') as creates_schemas,
        has_schema_privilege('onefold_app', 'graphile_worker', 'usage') as reaches_queue,
        has_table_privilege('onefold_app', 'tenant_gate', 'select') as reads_gate,
        has_table_privilege('onefold_app', '_prisma_migrations', 'select') as reads_ledger,
        (select count(*)::int from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and has_table_privilege('onefold_app', c.oid, 'truncate, trigger, references')) as truncates`);
    expect(rights).toEqual({
      creates_in_public: false,
      creates_schemas: false,
      reaches_queue: false,
      reads_gate: false,
      reads_ledger: false,
      truncates: 0,
    });
  });

  it('lets nobody rewrite what happened', async () => {
    const rewritable = await names(`
      select t as name from unnest(array['audit_log', 'merge_event']) t
      where has_table_privilege('onefold_app', t, 'update, delete')`);
    expect(rewritable).toEqual([]);
  });

  it('is passed only by these doors, each with a fixed search path', async () => {
    const doors = await ask<{ name: string; fixed: boolean }>(`
      select p.proname as name, p.proconfig::text like '%search_path=pg_catalog%' as fixed
      from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`);
    expect(doors.filter((door) => !door.fixed)).toEqual([]);
    // A new door is a decision: add it here with the migration that makes it, and a test of what it refuses.
    expect(doors.map((door) => door.name)).toEqual([
      'around_records',
      'current_shop',
      'enqueue_job',
      'ensure_shop',
      'erase_current_shop',
      'installed_shops',
      'membership_statistics',
      'profiles_found',
      'refresh_statistics',
      'shop_by_domain',
    ]);
  });

  it('holds for the job engine’s role, which sees no shop’s rows at all', async () => {
    const readable = await names(`
      select c.relname as name ${TABLES} and has_table_privilege('onefold_jobs', c.oid, 'select, insert, update, delete')`);
    expect(readable).toEqual([]);
  });
});
