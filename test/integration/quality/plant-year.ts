import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import type { TestDatabase } from '#test/support/database.ts';

/** The instant from which the tests look back; a Wednesday. */
export const TODAY = new Date('2026-07-15T12:00:00Z');
/** Days of history before it: long enough for a baseline, too short for seasons. */
const DAYS = 110;
/** The last day that is whole. */
export const YESTERDAY = '2026-07-14';

/**
 * A retailer of three sources in bulk: a web shop (1), a till of two stores (2) and a newsletter (3), without a fault. Sales
 * follow the weekday. The numbers are made up of the day and the nth row, so that the same store comes out each time.
 */
export async function plantYear(database: TestDatabase): Promise<{ shop: Shop; run: (text: string) => Promise<void> }> {
  const { shopId } = await database.makeShop({ currency: 'USD', country: 'US' });
  const run = async (text: string) => {
    await database.owner.query(text.replaceAll('$shop', String(shopId)));
  };
  await run(`update shop set scopes = '{read_orders,read_all_orders}' where shop_id = $shop`);
  await run(`
    insert into source (shop_id, id, kind, name, last_heard_at, expected_rhythm_hours) overriding system value values
      ($shop, 1, 'shopify', 'Shopify', '2026-07-15T11:00Z', 24), ($shop, 2, 'square', 'Till', '2026-07-15T05:00Z', 24),
      ($shop, 3, 'newsletter', 'Newsletter', '2026-07-15T05:00Z', 24);
    insert into store (shop_id, id, source_id, external_id, name) overriding system value values
      ($shop, 1, 2, 's1', 'Harbour'), ($shop, 2, 2, 's2', 'Old Port');
    insert into upload (shop_id, id, source_id, file_name, state, finished_at, created_at) overriding system value
      select $shop, 1000 * s + n, s, 'day-' || n || '.csv', 'done', timestamptz '2026-07-15T05:00Z' - n * interval '1 day', now()
      from generate_series(2, 3) s, generate_series(0, 60) n;`);
  await run(CUSTOMERS);
  await run(ORDERS);
  // Ids were given by hand: what the tests add comes after them.
  await run(
    `select setval(pg_get_serial_sequence('customer_record', 'id'), 1000000), setval(pg_get_serial_sequence('sales_order', 'id'), 1000000)`,
  );
  await run('analyze customer_record, sales_order, order_line, consent_statement, profile_member, profile');
  return { shop: await readShop(shopId), run };
}

/** How many rows a day brings: Sundays are slow, Saturdays are busy; it breathes a little. */
const PACE = `(case extract(dow from d.day) when 0 then 0.7 when 6 then 1.5 else 1 end * (0.92 + 0.16 * ((d.n * 7919) % 100) / 100))`;

const DAY_ROWS = (rows: Readonly<Record<number, number>>) => `
  from (select (date '${YESTERDAY}' - n)::date as day, n from generate_series(0, ${DAYS}) n) d
  cross join (values ${Object.entries(rows)
    .map(([source, each]) => `(${source}, ${each})`)
    .join(', ')}) s (source_id, each)
  cross join lateral generate_series(1, round(s.each * ${PACE})::int) g`;

/** Customers: every fourth without e-mail, half without phone; half of them said yes. */
const CUSTOMERS = `
  insert into customer_record (shop_id, id, source_id, external_id, given_name, family_name, email, email_normal, phone, phone_e164,
      line1, city, postal_code, country, birth_date, created_at_source, first_seen_at, version_at) overriding system value
  select $shop, nth, source_id, 'c' || nth, (array['Ada', 'Berta', 'Carl', 'Dora', 'Emil'])[1 + nth % 5], (array['Lind', 'Moe', 'North', 'Oak', 'Pine', 'Quill', 'Reed'])[1 + nth % 7],
    e, e, p, p, nth || ' Main Street', (array['Portland', 'Bangor', 'Augusta', 'Saco', 'Bath', 'Orono'])[1 + nth % 6], lpad((4000 + nth % 900)::text, 5, '0'), 'US',
    (date '1950-02-03' + (nth * 37 % 18000)::int)::text, day + interval '10 hours', day + interval '20 hours', timestamptz '2026-06-01'
  from (
    select d.day, s.source_id, row_number() over (order by d.day, s.source_id, g) as nth,
      case when g % 4 > 0 then 'someone' || row_number() over (order by d.day, s.source_id, g) || '@' || (array['harbour', 'pier', 'quay', 'dock'])[1 + g % 4] || '.example' end as e,
      case when g % 2 > 0 then '+1207' || lpad((row_number() over (order by d.day, s.source_id, g))::text, 7, '0') end as p
    ${DAY_ROWS({ 1: 24, 2: 16, 3: 20 })}) made;
  insert into profile (shop_id, id, public_id, display_name, records_count, email, first_seen_at) overriding system value
    select $shop, id, new_public_id(), 'Ada Lind', 1, email_normal, first_seen_at from customer_record where shop_id = $shop;
  insert into profile_member (shop_id, record_id, profile_id) select $shop, id, id from customer_record where shop_id = $shop;
  insert into consent_statement (shop_id, record_id, channel, state, stated_at)
    select $shop, id, 'email', 'granted', created_at_source from customer_record where shop_id = $shop and id % 2 = 0;`;

/** Sales: two in five at the till without a customer; one in five with a discount; amounts spread over two decimal powers. */
const ORDERS = `
  insert into sales_order (shop_id, id, source_id, external_id, record_id, channel, store_id, staff, placed_at, day, currency, tax_minor,
      total_minor, net_minor, discount_minor, tax_included, first_seen_at) overriding system value
  select $shop, nth, source_id, 'o' || nth, case when source_id = 1 or g % 5 > 1 then 1 + nth % 500 end, case source_id when 1 then 'online' else 'pos' end,
    case when source_id = 2 then 1 + g % 2 end, case when source_id = 2 then 'Staff ' || 1 + g % 3 end,
    day + interval '9 hours' + g * interval '127 seconds' + interval '1 second', day, 'USD', 0, amount, amount, case when g % 5 = 0 then 200 else 0 end, false, day + interval '20 hours'
  from (
    select d.day, d.n, s.source_id, g, row_number() over (order by d.day, s.source_id, g) as nth, (2000 * exp(((g * 37 + d.n * 11) % 100) / 60.0))::bigint as amount
    ${DAY_ROWS({ 1: 70, 2: 80 })}) made;
  insert into order_line (shop_id, order_id, position, title, unit_minor, discount_minor, total_minor)
    select $shop, id, 1, 'Jumper', total_minor, discount_minor, total_minor from sales_order where shop_id = $shop;`;

/** What is unsolved, as `family source store`, sorted, with the money that rests on it. */
export async function unsolved(tx: Tx): Promise<{ what: string; costMinor: number }[]> {
  return tx.rows<{ what: string; costMinor: number }>(sql`
    select concat_ws(' ', i.family, s.name, t.name) as what, i.cost_minor as "costMinor"
    from incident i join source s on s.shop_id = i.shop_id and s.id = i.source_id
    left join store t on t.shop_id = i.shop_id and t.id = i.store_id
    where i.shop_id = ${tx.shopId} and i.state in ('open', 'seen', 'repairing') order by 1`);
}

/** Does something to the shop, looks, and takes it all back. */
export async function tryOut<Seen>(shop: Shop, look: (tx: Tx) => Promise<Seen>): Promise<Seen> {
  const seen: Seen[] = [];
  const back = new Error('taken back');
  await withShop(
    shop.shopId,
    async (tx) => {
      seen.push(await look(tx));
      throw back;
    },
    { timeoutMs: 120_000 },
  ).catch((error: unknown) => {
    if (error !== back) {
      throw error;
    }
  });
  return seen[0]!;
}
