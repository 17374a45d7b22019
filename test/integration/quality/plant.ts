import { withShop } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { CHECK_LIST } from '#app/quality/check-list.ts';
import { listFaults } from '#app/quality/list-faults.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import type { TestDatabase } from '#test/support/database.ts';

/** The instant at which all checks of the tests run. */
export const NOW = new Date('2026-07-15T12:00:00Z');

export type Column = string | number | boolean | Date | string[] | Record<string, unknown> | null;
export type Row = Record<string, Column>;

/** A shop with two sources of the same age; its rows are given one by one. */
export async function plantShop(database: TestDatabase) {
  const { shopId } = await database.makeShop({ currency: 'USD', country: 'US' });
  const run = (statement: Sql) => withShop(shopId, (tx) => tx.run(statement));
  await run(sql`update shop set scopes = '{read_orders,read_all_orders}' where shop_id = ${shopId}`);
  await run(sql`
    insert into source (shop_id, id, kind, name, last_heard_at, expected_rhythm_hours) overriding system value
    values (${shopId}, 1, 'shopify', 'Shopify', ${NOW}, 24), (${shopId}, 2, 'csv', 'Till', ${NOW}, null)`);
  const shop = await readShop(shopId);
  return { shop, run, ...planters(shop) };
}

function planters(shop: Shop) {
  const insert = async (table: string, row: Row) => {
    await withShop(shop.shopId, (tx) => {
      const columns = Object.keys(row);
      const places = columns.map((_column, index) => `$${index + 1}`).join(', ');
      const values = Object.values(row).map((value) => (isPlain(value) ? JSON.stringify(value) : value));
      return tx.client.query(
        `insert into ${table} (${columns.join(', ')}) overriding system value values (${places})`,
        values,
      );
    });
  };
  /** A record without any fault, but for what is given; in a profile of its own unless one is given. */
  const customer = async (id: number, given: Row = {}, profileId = id) => {
    await insert('customer_record', {
      ...CLEAN_CUSTOMER,
      ...cleanContact(id),
      shop_id: shop.shopId,
      id,
      external_id: `c${id}`,
      ...given,
    });
    await insert('profile_member', { shop_id: shop.shopId, record_id: id, profile_id: profileId });
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`
        insert into profile (shop_id, id, public_id, display_name, records_count, first_seen_at)
        values (${shop.shopId}, ${profileId}, new_public_id(), 'Ada Lind', 1, ${NOW}) on conflict do nothing`),
    );
  };
  /** A sale of one line to customer 1, without any fault but for what is given. */
  const order = async (id: number, given: Row = {}, line: Row = {}) => {
    await insert('sales_order', { ...CLEAN_ORDER, shop_id: shop.shopId, id, external_id: `o${id}`, ...given });
    await insert('order_line', {
      shop_id: shop.shopId,
      order_id: id,
      position: 1,
      quantity: 1,
      title: 'Jumper',
      unit_minor: 1000,
      total_minor: 1000,
      ...line,
    });
  };
  const consent = (recordId: number, given: Row = {}) =>
    insert('consent_statement', { ...CLEAN_CONSENT, shop_id: shop.shopId, record_id: recordId, ...given });
  return { insert, customer, order, consent };
}

function isPlain(value: Column): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

const CLEAN_CUSTOMER: Row = {
  source_id: 2,
  kind: 'customer',
  given_name: 'Ada',
  family_name: 'Lind',
  line1: '1 Main Street',
  city: 'Portland',
  postal_code: '04101',
  country: 'US',
  birth_date: '1984-03-07',
  version_at: new Date('2026-06-01T00:00:00Z'),
};

function cleanContact(id: number): Row {
  const email = `ada.lind${id}@harbour.example`;
  const phone = `+1207555${String(1000 + id)}`;
  return { email, email_normal: email, phone, phone_e164: phone };
}

const CLEAN_ORDER: Row = {
  source_id: 2,
  record_id: 1,
  channel: 'pos',
  store_id: 1,
  placed_at: new Date('2026-07-01T10:00:00Z'),
  day: '2026-07-01',
  currency: 'USD',
  gross_minor: 1000,
  tax_minor: 55,
  total_minor: 1055,
  net_minor: 1055,
  tax_included: false,
};

const CLEAN_CONSENT: Row = {
  channel: 'email',
  purpose: 'marketing',
  state: 'granted',
  stated_at: new Date('2026-01-01T00:00:00Z'),
};

/** What every check finds in the shop now: key → external ids (of sources: names), those without faults left out. */
export async function findAll(shop: Shop): Promise<Record<string, string[]>> {
  return withShop(shop.shopId, async (tx) => {
    const found: Record<string, string[]> = {};
    for (const check of CHECK_LIST) {
      const faults = await listFaults(tx, shop, check, { sourceId: null, limit: 1000 }, NOW);
      if (faults.length > 0) {
        found[check.key] = faults.map((fault) => (check.subject === 'source' ? fault.title : fault.externalId));
      }
    }
    return found;
  });
}
