import type pg from 'pg';
import { open, unwrapDataKey } from '#app/platform/crypto.server.ts';

/**
 * Tables in which a shop's rows hold one of these words, in whatever column and case, with the number of rows; sealed
 * deliveries and requests for data are opened for it, and jobs looked through.
 */
export async function whereItStands(
  owner: pg.Client,
  shopId: number,
  words: readonly string[],
): Promise<Record<string, number>> {
  const patterns = words.map((word) => `%${word}%`);
  // Sealed columns are left out: any seven digits turn up in random bytes now and then.
  const tables = await owner.query<{ name: string; columns: string }>(
    `select c.relname as name, string_agg(format('t.%I', a.attname), ', ') as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid <> 'bytea'::regtype
     group by c.relname having bool_or(a.attname = 'shop_id') order by 1`,
  );
  const found: Record<string, number> = {};
  for (const { name, columns } of tables.rows) {
    const query = `select from ${name} t where t.shop_id = $1 and row(${columns})::text ilike any($2)`;
    found[name] = (await owner.query(query, [shopId, patterns])).rowCount ?? 0;
  }
  found['jobs'] =
    (await owner.query('select from graphile_worker._private_jobs j where j::text ilike any($1)', [patterns]))
      .rowCount ?? 0;
  const key = await dataKeyOf(owner, shopId);
  found['sealed deliveries'] = await sealedDeliveries(owner, { shopId, key }, words);
  found['sealed requests'] = await sealedRequests(owner, { shopId, key }, words);
  return Object.fromEntries(Object.entries(found).filter(([, count]) => count > 0));
}

async function dataKeyOf(owner: pg.Client, shopId: number): Promise<Buffer> {
  const shop = await owner.query('select domain, data_key_wrapped, data_key_id from shop where shop_id = $1', [shopId]);
  const { domain, data_key_wrapped, data_key_id } = shop.rows[0];
  return unwrapDataKey(domain, data_key_wrapped, data_key_id);
}

type SealedBy = { shopId: number; key: Buffer };

async function sealedDeliveries(
  owner: pg.Client,
  { shopId, key }: SealedBy,
  words: readonly string[],
): Promise<number> {
  const events = await owner.query<{ delivery_id: string; payload: Buffer }>(
    "select delivery_id, payload from inbox_event where shop_id = $1 and payload <> ''",
    [shopId],
  );
  const texts = events.rows.map((row) => open(key, row.payload, `inbox:${row.delivery_id}`).toString().toLowerCase());
  return texts.filter((text) => holdsAny(text, words)).length;
}

async function sealedRequests(owner: pg.Client, { shopId, key }: SealedBy, words: readonly string[]): Promise<number> {
  const requests = await owner.query<{ id: string; kind: string; customer: Buffer | null; result: Buffer | null }>(
    'select id, kind, customer, result from privacy_request where shop_id = $1',
    [shopId],
  );
  const texts = requests.rows.map(({ id, kind, customer, result }) =>
    [
      customer && open(key, customer, `privacy:${kind}`).toString(),
      result && open(key, result, `privacy-result:${id}`).toString(),
    ]
      .join(' ')
      .toLowerCase(),
  );
  return texts.filter((text) => holdsAny(text, words)).length;
}

function holdsAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word.toLowerCase()));
}
