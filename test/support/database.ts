import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { newDataKey, unwrapDataKey } from '#app/platform/crypto.server.ts';
import { appPool, closeDatabase, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** What a test may say about its shop; the rest is made up. */
export type ShopOverrides = {
  domain?: string;
  name?: string;
  currency?: string;
  timeZone?: string;
  country?: string;
  settings?: Record<string, unknown>;
};

export type TestShop = {
  shopId: number;
  domain: string;
  /** The shop's own key, unwrapped. */
  dataKey: Buffer<ArrayBuffer>;
};

export type TestDatabase = {
  /** Owner's address; DATABASE_URL of this test file. */
  readonly url: string;
  /** Installs a shop as the app does it: its key is wrapped, its rows are its own. */
  makeShop(overrides?: ShopOverrides): Promise<TestShop>;
  /** A connection as the schema's owner, past row-level security; for looking, not for arranging. */
  readonly owner: pg.Client;
};

/**
 * Gives the test file that calls it a database of its own: a clone of the migrated one, made before the first test and
 * dropped after the last, with the app's pool closed. Call it once, at the top of the file. Costs about 0.1 s.
 */
export function useDatabase(): TestDatabase {
  const templateUrl = new URL(inject('templateUrl'));
  const url = process.env['DATABASE_URL']!;
  const name = new URL(url).pathname.slice(1);
  const owner = new pg.Client({ connectionString: url });

  beforeAll(async () => {
    await administer(templateUrl, `create database ${name} template ${templateUrl.pathname.slice(1)}`);
    await owner.connect();
  }, 60_000);
  afterAll(async () => {
    await closeDatabase();
    await owner.end();
    await administer(templateUrl, `drop database if exists ${name} with (force)`);
  }, 60_000);

  return { url, owner, makeShop };
}

let shopsMade = 0;

export async function makeShop(overrides: ShopOverrides = {}): Promise<TestShop> {
  shopsMade += 1;
  const domain = overrides.domain ?? `shop-${shopsMade}.myshopify.com`;
  const { wrapped, keyId } = newDataKey(domain);
  const made = await appPool().query<{ shop_id: number }>('select ensure_shop($1, $2, $3) as shop_id', [
    domain,
    wrapped,
    keyId,
  ]);
  const shopId = Number(made.rows[0]!.shop_id);
  await withShop(shopId, (tx) =>
    tx.run(sql`
      update shop
      set name = ${overrides.name ?? `Shop ${shopsMade}`}, currency = ${overrides.currency ?? 'USD'},
          time_zone = ${overrides.timeZone ?? 'UTC'}, country = ${overrides.country ?? 'US'},
          settings = ${JSON.stringify(overrides.settings ?? {})}::jsonb
      where shop_id = ${shopId}`),
  );
  return { shopId, domain, dataKey: unwrapDataKey(domain, wrapped, keyId) };
}

/** A template can be cloned only while nobody is connected to it: the work is done from the server's own database. */
async function administer(server: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(server), { pathname: '/postgres' }).href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
