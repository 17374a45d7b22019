import { beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { watchBatch } from '#app/quality/watch-batch.server.ts';
import { watchShop } from '#app/quality/watch-shop.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { plantYear, TODAY, tryOut, unsolved } from './plant-year.ts';

const TONIGHT = new Date('2026-07-16T04:30:00Z');
const CUSTOMERS_OF_TODAY = `shop_id = $shop and created_at_source >= date '2026-07-15'`;
const SALES_OF_TODAY = `shop_id = $shop and day = date '2026-07-15'`;

/** This morning as the same weekday a week ago: all sources, without a fault. */
const MORNING = `
  insert into customer_record (shop_id, source_id, external_id, given_name, family_name, email, email_normal, phone, phone_e164, line1, city,
      postal_code, country, birth_date, created_at_source, first_seen_at, version_at)
    select shop_id, source_id, external_id || '-today', given_name, family_name, external_id || email, external_id || email_normal, phone, phone_e164, line1, city,
      postal_code, country, birth_date, created_at_source + interval '7 days', first_seen_at + interval '7 days', version_at
    from customer_record where shop_id = $shop and created_at_source::date = '2026-07-08';
  insert into consent_statement (shop_id, record_id, channel, state, stated_at)
    select shop_id, id, 'email', 'granted', created_at_source from customer_record where ${CUSTOMERS_OF_TODAY} and id % 2 = 0;
  insert into sales_order (shop_id, source_id, external_id, record_id, channel, store_id, staff, placed_at, day, currency, tax_minor, total_minor, net_minor,
      discount_minor, tax_included, first_seen_at)
    select shop_id, source_id, external_id || '-today', record_id, channel, store_id, staff, placed_at + interval '7 days', day + 7, currency, tax_minor, total_minor,
      net_minor, discount_minor, tax_included, first_seen_at + interval '7 days' from sales_order where shop_id = $shop and day = '2026-07-08' and source_id = 1;
  insert into order_line (shop_id, order_id, position, title, total_minor) select shop_id, id, 1, 'Jumper', total_minor from sales_order where ${SALES_OF_TODAY}`;

describe('what batches bring', () => {
  const database = useDatabase();
  let shop: Shop;
  let plant: (text: string) => string;

  beforeAll(async () => {
    const planted = await plantYear(database);
    shop = planted.shop;
    plant = (text) => text.replaceAll('$shop', String(shop.shopId));
    await planted.run(MORNING);
  }, 120_000);

  /** Last night; then batches with this done to them. */
  async function batch(tx: Tx, fault: string | null): Promise<string[]> {
    await watchShop(tx, shop, TODAY);
    if (fault) {
      await tx.client.query(plant(fault));
    }
    await watchBatch(tx, shop, TODAY);
    return (await unsolved(tx)).map((one) => one.what);
  }

  it.each([
    ['nothing', null, []],
    [
      'the e-mail field is dropped',
      `update customer_record set email = null, email_normal = null where ${CUSTOMERS_OF_TODAY} and source_id = 1`,
      ['missing Shopify'],
    ],
    [
      'prices lose their decimal mark',
      `update sales_order set total_minor = total_minor * 100 where ${SALES_OF_TODAY}`,
      ['amounts Shopify'],
    ],
    [
      'orders come without lines',
      `delete from order_line where shop_id = $shop and order_id in (select id from sales_order where ${SALES_OF_TODAY} and id % 2 = 0)`,
      ['missing Shopify'],
    ],
    [
      'a form fills in a date of birth',
      `update customer_record set birth_date = '1900-01-01' where ${CUSTOMERS_OF_TODAY} and source_id = 1`,
      ['wrong Shopify'],
    ],
    [
      'everybody is from one town',
      `update customer_record set city = 'Portland' where ${CUSTOMERS_OF_TODAY} and source_id = 1`,
      ['values Shopify'],
    ],
    ['few orders so far', `delete from sales_order where ${SALES_OF_TODAY} and id % 3 > 0`, []],
  ])('are judged before the day is over: %s', async (_name, fault, expected) => {
    expect(await tryOut(shop, (tx) => batch(tx, fault))).toEqual(expected);
  });

  it('is one incident, however often it is looked at, and a run over all leaves it', async () => {
    const seen = await tryOut(shop, async (tx) => {
      await batch(tx, `update sales_order set total_minor = total_minor * 100 where ${SALES_OF_TODAY}`);
      const again = await watchBatch(tx, shop, TODAY);
      await watchShop(tx, shop, TODAY);
      return { again, open: await unsolved(tx) };
    });
    expect(seen.again).toEqual({ opened: [], reopened: [] });
    expect(seen.open.map((one) => one.what)).toEqual(['amounts Shopify']);
    expect(seen.open[0]!.costMinor).toBeGreaterThan(0);
  });

  it('is confirmed by the night, or taken for over where the rows were put right', async () => {
    const fault = `update sales_order set total_minor = total_minor * 100 where ${SALES_OF_TODAY}`;
    const [kept, mended] = await tryOut(shop, async (tx) => {
      await batch(tx, fault);
      await watchShop(tx, shop, TONIGHT);
      const kept = (await unsolved(tx)).map((one) => one.what);
      await tx.client.query(plant(`update sales_order set total_minor = total_minor / 100 where ${SALES_OF_TODAY}`));
      await watchShop(tx, shop, TONIGHT);
      return [kept, (await unsolved(tx)).map((one) => one.what)];
    });
    expect(kept).toContain('amounts Shopify');
    expect(mended).not.toContain('amounts Shopify');
  });

  it('waits for the first night: without one, nobody knows what is usual', async () => {
    const noticed = await tryOut(shop, async (tx) => {
      await tx.run(
        sql`update sales_order set total_minor = total_minor * 100 where shop_id = ${tx.shopId} and day = '2026-07-15'`,
      );
      return watchBatch(tx, shop, TODAY);
    });
    expect(noticed).toEqual({ opened: [], reopened: [] });
  });
});
