import { beforeAll, describe, expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { compileRule } from '#app/segments/compile-rule.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import { shopRuleContext } from '#app/segments/segment-store.server.ts';
import type { Dialect } from '#app/segments/types.ts';
import { type Installed, useFlow } from '#test/integration/pipeline/use-flow.ts';
import { legacyQueries, matchesQueries, plainQueries } from '#test/shopify/segments/documented-queries.ts';
import { findMembers } from '#test/shopify/segments/find-members.ts';
import { variedDataset } from '#test/shopify/segments/varied-dataset.ts';

const flow = useFlow();
const now = new Date();
let shop: Installed;

beforeAll(async () => {
  shop = await flow.install(variedDataset(now));
  await flow.backfill(shop.shopId);
  const { rows } = await flow.database.owner.query<{ people: number; customers: number }>(
    `select count(distinct profile_id)::integer as people, count(*)::integer as customers from profile_member where shop_id = $1`,
    [shop.shopId],
  );
  // Each customer is one person, or people could not be compared with customers.
  expect(rows).toEqual([{ people: 72, customers: 72 }]);
}, 120_000);

/** What the examples ask for, of this shop: each attribute and parameter tells its customers apart. */
const more: readonly (readonly [Dialect, string])[] = [
  ['matches', 'amount_spent >= 1000 OR number_of_orders < 4'],
  ['matches', "customer_cities CONTAINS 'us-ny-newyorkcity' AND customer_tags NOT CONTAINS 'other'"],
  ['matches', "customer_email_domain = 'EXAMPLE.com' AND customer_countries IS NOT NULL"],
  ['matches', 'customer_added_date BETWEEN 2020-05-30 AND 2020-05-31 OR customer_added_date >= -1m'],
  ['matches', 'first_order_date <= 2020-05-30T16:00:00'],
  ['matches', "anniversary('first_order_date') BETWEEN -10d AND +20d"],
  ['matches', "anniversary('last_order_date') != today"],
  ['matches', "products_purchased MATCHES (tag = 'summer', count >= 3, date < -1y)"],
  ['matches', "products_purchased NOT MATCHES (tag = 'red hats', sum_quantity > 4)"],
  ['matches', 'products_purchased MATCHES (id = 1234, quantity >= 5, date BETWEEN -3m AND today)'],
  ['matches', 'orders_placed MATCHES (count = 0, date >= -30d)'],
  ['matches', 'orders_placed NOT MATCHES (app_id = 580111, sum_amount > 300.50)'],
  ['matches', 'orders_placed MATCHES (amount BETWEEN 20.01 AND 250, location_id IN (655441491, 7))'],
  ['legacy', 'orders_placed(location_id: 655441491, count_at_least: 2) = true AND orders_placed(date: -7d) = false'],
];

/** By Shopify's id, whom the app finds. */
async function foundHere(text: string, dialect: Dialect): Promise<string[]> {
  return withShop(shop.shopId, async (tx) => {
    const context = await shopRuleContext(tx, [], now);
    const fields = new Map([
      ['metafields.facts.birth_date', { type: 'date' as const, label: 'birth date' }],
      ['metafields.facts.loyalty-tier', { type: 'text' as const, label: 'tier' }],
    ]);
    const catalogue = { ...context.catalogue, fields };
    const parsed = parseRule(text, { dialect, catalogue });
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
    const people = await tx.rows<{ id: number }>(compileRule(parsed.rule, { ...context, catalogue }));
    const customers = await tx.rows<{ external_id: string }>(sql`
      select r.external_id from profile_member m join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${people.map(({ id }) => id)}::bigint[])`);
    return customers.map((row) => row.external_id).sort();
  });
}

describe('Shopify’s own examples', () => {
  const all = [
    ...plainQueries.flatMap((text) => [['matches', text] as const, ['legacy', text] as const]),
    ...matchesQueries.map((text) => ['matches', text] as const),
    ...legacyQueries.map((text) => ['legacy', text] as const),
    ...more,
  ];

  it.each(all)('in %s find the same customers here as there: %s', async (dialect, text) => {
    const { store } = flow.standIn.world.findShop(shop.domain)!;
    expect(await foundHere(text, dialect)).toEqual(findMembers(store, text, now));
  });

  it('tell customers apart, most of them', () => {
    const { store } = flow.standIn.world.findShop(shop.domain)!;
    const telling = all.filter(([, text]) => {
      const found = findMembers(store, text, now).length;
      return found > 0 && found < store.customers.size;
    });
    expect(telling.length / all.length).toBeGreaterThan(0.5);
  });
});
