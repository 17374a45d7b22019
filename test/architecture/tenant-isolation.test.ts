import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { beforeAll, describe, expect, it } from 'vitest';
import { appPool, connectionOf, type Tx, tenantSetting, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type TestShop, useDatabase } from '#test/support/database.ts';

/**
 * Two shops in one database, and every way that comes to mind by which the first could reach the second's rows: through
 * Prisma, through SQL that somebody managed to inject, through the settings and roles that row-level security hangs on.
 */
describe('two shops in one database', () => {
  const database = useDatabase();
  let mine: TestShop;
  let theirs: TestShop;

  beforeAll(async () => {
    mine = await database.makeShop({ domain: 'mine.myshopify.com' });
    theirs = await database.makeShop({ domain: 'theirs.myshopify.com' });
    for (const shop of [mine, theirs]) {
      await withShop(shop.shopId, (tx) =>
        tx.run(sql`
          insert into segment (shop_id, handle, name, rule_text, rule)
          values (${shop.shopId}, 'loyal', ${shop.domain}, 'x', '{}')`),
      );
    }
  });

  const asMe = <T>(work: (tx: Tx) => Promise<T>) => withShop(mine.shopId, work);
  /** Runs text as an injection would: whatever it is, on my transaction's connection. */
  const inject = (...statements: string[]) =>
    asMe(async (tx) => {
      let rows: unknown[] = [];
      for (const statement of statements) {
        rows = (await tx.client.query<Record<string, unknown>>(statement)).rows;
      }
      return rows;
    });
  const theirSegment = async () =>
    (await database.owner.query('select name, handle from segment where shop_id = $1', [theirs.shopId])).rows;

  type Queued = { task: string; payload: { shopId: number } };
  const queue = async () =>
    (
      await database.owner.query<Queued>(`
        select t.identifier as task, j.payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id order by (j.payload ->> 'shopId')::int, t.identifier`)
    ).rows;

  it('see their own rows through Prisma, and nothing for the other’s id', async () => {
    const [all, theirOnes, theirShop] = await asMe(async (tx) => [
      await tx.prisma.segment.findMany(),
      await tx.prisma.segment.findMany({ where: { shopId: BigInt(theirs.shopId) } }),
      await tx.prisma.shop.findUnique({ where: { domain: theirs.domain } }),
    ]);
    expect(all.map((row) => row.name)).toEqual([mine.domain]);
    expect(theirOnes).toEqual([]);
    expect(theirShop).toBeNull();
  });

  it('cannot write the other’s rows through Prisma', async () => {
    const touched = await asMe(async (tx) => [
      await tx.prisma.segment.updateMany({ where: { shopId: BigInt(theirs.shopId) }, data: { name: 'taken' } }),
      await tx.prisma.segment.deleteMany({ where: { shopId: BigInt(theirs.shopId) } }),
    ]);
    expect(touched).toEqual([{ count: 0 }, { count: 0 }]);
    const create = asMe((tx) =>
      tx.prisma.segment.create({
        data: { shopId: BigInt(theirs.shopId), handle: 'planted', name: 'x', ruleText: 'x', rule: {} },
      }),
    );
    await expect(create).rejects.toThrow(/row-level security/);
    expect(await theirSegment()).toEqual([{ name: theirs.domain, handle: 'loyal' }]);
  });

  it('cannot read the other’s rows with raw SQL', async () => {
    expect(await inject('select name from segment')).toEqual([{ name: mine.domain }]);
    expect(await inject(`select * from segment where shop_id = ${theirs.shopId}`)).toEqual([]);
    expect(await inject(`select domain from shop where shop_id <> ${mine.shopId} or true`)).toEqual([
      { domain: mine.domain },
    ]);
  });

  it('cannot write the other’s rows with raw SQL', async () => {
    expect(await inject(`update segment set name = 'taken' where shop_id = ${theirs.shopId} returning 1`)).toEqual([]);
    expect(await inject(`delete from segment where shop_id = ${theirs.shopId} returning 1`)).toEqual([]);
    const refused = [
      `insert into segment (shop_id, handle, name, rule_text, rule) values (${theirs.shopId}, 'p', 'p', '', '{}')`,
      `update segment set shop_id = ${theirs.shopId}`,
      `insert into segment (shop_id, id, handle, name, rule_text, rule) overriding system value
       select ${theirs.shopId}, id, 'loyal', 'p', '', '{}' from segment
       on conflict (shop_id, handle) do update set name = 'taken'`,
      `merge into segment s using (values (1)) v on s.handle = 'none'
       when not matched then insert (shop_id, handle, name, rule_text, rule) values (${theirs.shopId}, 'p', 'p', '', '{}')`,
    ];
    for (const statement of refused) {
      await expect(inject(statement), statement).rejects.toThrow(/row-level security/);
    }
    expect(await theirSegment()).toEqual([{ name: theirs.domain, handle: 'loyal' }]);
  });

  it.each([
    ['a forged proof', () => `select set_config('onefold.tenant', '${theirs.shopId}.${'0'.repeat(64)}', true)`],
    ['no proof', () => `set local onefold.tenant = '${theirs.shopId}'`],
    [
      'my proof beside their id',
      () => `select set_config('onefold.tenant', '${theirs.shopId}.${tenantSetting(mine.shopId).split('.')[1]}', true)`,
    ],
  ])('cannot name the other with %s', async (_, forgery) => {
    await expect(inject(forgery(), 'select * from segment')).rejects.toThrow(/no valid proof/);
  });

  it('see nothing at all without a tenant', async () => {
    expect(await inject("select set_config('onefold.tenant', '', true)", 'select * from segment')).toEqual([]);
    expect((await appPool().query('select * from segment')).rows).toEqual([]);
    expect((await appPool().query('select * from shop')).rows).toEqual([]);
  });

  it('leave nothing of a tenant behind on a connection that goes back to the pool', async () => {
    const client = new pg.Client(connectionOf('app'));
    await client.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('onefold.tenant', $1, true)", [tenantSetting(theirs.shopId)]);
      expect((await client.query('select name from segment')).rows).toEqual([{ name: theirs.domain }]);
      await client.query('commit');
      expect((await client.query('select name from segment')).rows).toEqual([]);
    } finally {
      await client.end();
    }
  });

  it.each([
    ['reset role', 'reset role'],
    ['the session’s role', 'reset session authorization'],
  ])('gain nothing by %s', async (_, statement) => {
    expect(await inject(statement, 'select name from segment')).toEqual([{ name: mine.domain }]);
  });

  it.each([
    ['become the owner', 'set role postgres', /permission denied to set role/],
    ['become the job engine', 'set role onefold_jobs', /permission denied to set role/],
    ['log in as the owner', 'set session authorization postgres', /permission denied to set session/],
    ['switch row-level security off', 'alter table segment disable row level security', /must be owner/],
    ['add a policy', 'create policy mine on segment using (true)', /must be owner/],
    ['drop the policy', 'drop policy tenant on segment', /must be owner/],
    [
      'replace the gate’s function',
      "create or replace function current_shop() returns bigint language sql as 'select 1'",
      /permission denied|must be owner/,
    ],
    ['read the gate', 'select * from tenant_gate', /permission denied/],
    ['open a second gate', "insert into tenant_gate (secret) values ('x')", /permission denied/],
    ['empty a table', 'truncate segment', /permission denied/],
    ['read the queue', 'select * from graphile_worker.jobs', /permission denied/],
    ['queue a job past the door', "select graphile_worker.add_job('shop-erase')", /permission denied/],
    ['run a program', "copy segment to program 'cat'", /permission denied/],
    ['write a file', "copy segment to '/tmp/segment'", /permission denied/],
    ['read a file', "select pg_read_file('PG_VERSION')", /permission denied/],
    ['read a role’s password', 'select * from pg_authid', /permission denied/],
  ])('cannot %s', async (_, statement, reason) => {
    await expect(inject(statement)).rejects.toThrow(reason);
  });

  it('are refused, not shown everything, with row_security off', async () => {
    await expect(inject('set local row_security = off', 'select * from segment')).rejects.toThrow(
      /affected by row-level security/,
    );
  });

  it('copy out only their own rows', async () => {
    const copied = await asMe(async (tx) => {
      const chunks: Buffer[] = [];
      for await (const chunk of tx.client.query(copyTo('copy segment (shop_id, name) to stdout'))) {
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks).toString();
    });
    expect(copied).toBe(`${mine.shopId}\t${mine.domain}\n`);
  });

  it('cannot copy rows in past the policy', async () => {
    const copyIn = asMe(async (tx) => {
      const target = tx.client.query(copyFrom('copy segment (shop_id, handle, name, rule_text, rule) from stdin'));
      await new Promise((done, failed) => {
        target.once('error', failed).once('finish', done);
        target.end(`${theirs.shopId}\tplanted\tx\tx\t{}\n`);
      });
    });
    await expect(copyIn).rejects.toThrow(/row-level security/);
    expect(await theirSegment()).toHaveLength(1);
  });

  it('cannot guess the other’s values from the planner’s statistics', async () => {
    await database.owner.query('analyze segment');
    expect(await inject("select * from pg_stats where tablename = 'segment'")).toEqual([]);
  });

  it('queue jobs for themselves only', async () => {
    await asMe((tx) => tx.run(sql`select enqueue_job('inbox-process', ${{ shopId: mine.shopId }}::jsonb)`));
    for (const payload of [{ shopId: theirs.shopId }, { shopId: null }, {}]) {
      const enqueue = asMe((tx) => tx.run(sql`select enqueue_job('shop-erase', ${payload}::jsonb)`));
      await expect(enqueue).rejects.toThrow(/another shop/);
    }
    expect(await queue()).toEqual([{ task: 'inbox-process', payload: { shopId: mine.shopId } }]);
  });

  it('cannot take over the other’s waiting job by naming its key', async () => {
    await withShop(theirs.shopId, (tx) =>
      tx.run(sql`select enqueue_job('upload-import', ${{ shopId: theirs.shopId }}::jsonb, 'key')`),
    );
    await asMe((tx) => tx.run(sql`select enqueue_job('upload-import', ${{ shopId: mine.shopId }}::jsonb, 'key')`));
    expect((await queue()).filter((job) => job.task === 'upload-import').map((job) => job.payload.shopId)).toEqual([
      mine.shopId,
      theirs.shopId,
    ]);
  });

  it('cannot leave a table or a setting behind that the other’s next transaction would meet', async () => {
    await inject('create temporary table segment as select * from public.segment', 'set search_path = pg_temp, public');
    const found = await withShop(theirs.shopId, async (tx) => {
      const { rows } = await tx.client.query('select name from segment');
      await tx.client.query("update segment set name = 'renamed'");
      return rows;
    });
    expect(found).toEqual([{ name: theirs.domain }]);
    expect(await theirSegment()).toEqual([{ name: 'renamed', handle: 'loyal' }]);
  });

  it('cannot receive a delivery in the other’s name', async () => {
    const receive = asMe((tx) =>
      tx.run(sql`
        select receive_deliveries(${tenantSetting(mine.shopId)}, ${theirs.shopId}, array['d'], array['t'], array[null], array[null],
                                  array[null]::timestamptz[], array['\\x00'::bytea])`),
    );
    await expect(receive).rejects.toThrow(/row-level security/);
  });
});
