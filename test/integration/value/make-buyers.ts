import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import type { TestDatabase } from '#test/support/database.ts';

/** Mulberry32: the same numbers on every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type MadeOrder = {
  id: number;
  record_id: number;
  channel: string;
  store_id: number | null;
  /** Days before today. */
  ago: number;
  total_minor: number;
  refunded_minor: number;
  discount_minor: number;
  product: string;
};

/** People of one record each who buy at their own pace and leave at some time; two stores, four products. */
export function madeOrders(people: number, seed: number): MadeOrder[] {
  const random = seededRandom(seed);
  const orders: MadeOrder[] = [];
  for (let person = 1; person <= people; person++) {
    const one = makeBuyer(random);
    for (let age = 0; age <= one.started && age < one.leaves; age += pause(one.pace, random)) {
      orders.push(makeOrder(one, random, { id: orders.length + 1, record_id: person, ago: one.started - age }));
    }
  }
  return orders;
}

type Buyer = { pace: number; started: number; leaves: number; spend: number; home: 'online' | 'pos' };

function makeBuyer(random: () => number): Buyer {
  return {
    pace: 15 + 150 * random(),
    started: 20 + Math.floor(700 * random()),
    leaves: 60 + 900 * random(),
    spend: 1500 + 9000 * random(),
    home: random() < 0.5 ? 'online' : 'pos',
  };
}

function pause(pace: number, random: () => number): number {
  return 1 + Math.floor(-pace * Math.log(1 - random()));
}

function makeOrder(buyer: Buyer, random: () => number, which: Pick<MadeOrder, 'id' | 'record_id' | 'ago'>): MadeOrder {
  const total = Math.round(buyer.spend * (0.6 + 0.8 * random()));
  const other = buyer.home === 'online' ? 'pos' : 'online';
  const channel = random() < 0.8 ? buyer.home : other;
  const refunded = [0, Math.round(total / 3), total][random() < 0.94 ? 0 : 1 + Math.floor(2 * random())]!;
  return {
    ...which,
    channel,
    store_id: channel === 'pos' ? 1 + Math.floor(2 * random()) : null,
    total_minor: total,
    refunded_minor: refunded,
    discount_minor: random() < 0.3 ? 500 : 0,
    product: ['Kettle', 'Tea', 'Mug', 'Tray'][Math.floor(random() * random() * 4)]!,
  };
}

/** Writes people with these orders, and computes all that derives from them. */
export async function makeBuyers(database: TestDatabase, people: number, orders: readonly MadeOrder[]): Promise<Shop> {
  const { shopId } = await database.makeShop({ currency: 'EUR' });
  await withShop(
    shopId,
    async (tx) => {
      await tx.run(sql`
        insert into source (shop_id, id, kind, name, last_heard_at) overriding system value values
          (${shopId}, 1, 'shopify', 'Shopify', now()), (${shopId}, 2, 'csv', 'Till', now())`);
      await tx.run(sql`
        insert into store (shop_id, id, source_id, external_id, name) overriding system value
        values (${shopId}, 1, 2, 's1', 'Harbour'), (${shopId}, 2, 2, 's2', 'Market')`);
      await tx.run(sql`
        insert into customer_record (shop_id, id, source_id, external_id, given_name, family_name, email, email_normal) overriding system value
        select ${shopId}, n, 1 + n % 2, 'c' || n, 'Given' || n, 'Family' || n, 'p' || n || '@x.example', 'p' || n || '@x.example'
        from generate_series(1, ${people}::int) n`);
      await tx.run(sql`
        insert into profile_member (shop_id, record_id, profile_id) select ${shopId}, n, n from generate_series(1, ${people}::int) n`);
      await tx.run(sql`
        insert into product (shop_id, id, source_id, external_id, title, product_type, status) overriding system value
        select ${shopId}, s * 10 + n, s, t, t, 'Kitchen', 'ACTIVE'
        from generate_series(1, 2) s, unnest(array['Kettle', 'Tea', 'Mug', 'Tray']) with ordinality p(t, n)`);
      // What a mug and a tray cost nobody has said.
      await tx.run(sql`
        insert into product_variant (shop_id, source_id, external_id, product_external_id, unit_cost_minor)
        select ${shopId}, s, 'v-' || t, t, c
        from generate_series(1, 2) s, unnest(array['Kettle', 'Tea', 'Mug', 'Tray'], array[900, 300, null, null]) p(t, c)`);
    },
    { timeoutMs: 120_000 },
  );
  await insertOrders(shopId, orders);
  const ids = Array.from({ length: people }, (_, index) => index + 1);
  await withShop(shopId, (tx) => refreshProfiles(tx, ids, 'made'), { timeoutMs: 120_000 });
  return readShop(shopId);
}

/** Adds orders, in a transaction of their own. */
export async function insertOrders(shopId: number, orders: readonly MadeOrder[]): Promise<void> {
  await withShop(shopId, async (tx) => {
    const made = sql`jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as o(id bigint, record_id bigint, channel text, store_id bigint,
      ago int, total_minor bigint, refunded_minor bigint, discount_minor bigint, product text)`;
    await tx.run(sql`
      insert into sales_order (shop_id, id, source_id, external_id, record_id, channel, store_id, placed_at, day, currency, gross_minor,
        discount_minor, total_minor, refunded_minor, net_minor) overriding system value
      select ${shopId}, o.id, case when o.channel = 'pos' then 2 else 1 end, 'o' || o.id, o.record_id, o.channel, o.store_id,
        now() - make_interval(days => o.ago), (now() at time zone 'UTC')::date - o.ago, 'EUR', o.total_minor + o.discount_minor,
        o.discount_minor, o.total_minor, o.refunded_minor, o.total_minor - o.refunded_minor
      from ${made}`);
    await tx.run(sql`
      insert into order_line (shop_id, order_id, position, product_external_id, variant_external_id, title, category, quantity, total_minor)
      select ${shopId}, o.id, 1, o.product, 'v-' || o.product, o.product, 'Kitchen', 1, o.total_minor from ${made}`);
  });
}
