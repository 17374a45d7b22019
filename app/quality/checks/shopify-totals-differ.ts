import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** Counts the orders of Shopify's customers once: O(orders). */
export const shopifyTotalsDiffer = {
  key: 'shopify_totals_differ',
  dimension: 'consistency',
  subject: 'customer',
  field: 'Number of orders',
  label: 'Shopify counts other orders than Onefold',
  sentence:
    'Shopify’s own count of this customer’s orders is not the number of orders that arrived: some are missing here, or were given to another customer.',
  formula: 'Customers with the same number of orders in both ÷ Shopify’s customers with a count.',
  remedy: 'Fetch the missing history again on the Sources page; if it stays, replay what could not be worked off.',
  severity: 'high',
  joined: ({ shopId }) => sql`
    join source b on b.shop_id = ${shopId} and b.id = r.source_id and b.kind = 'shopify'
    left join (
      select record_id, count(*) as orders from sales_order
      where shop_id = ${shopId} and record_id is not null and deleted_at is null and not is_test group by record_id
    ) n on n.record_id = r.id`,
  // With orders of the last 60 days only, the counts differ by what Shopify does not show.
  among: ({ fullHistory }) => sql`${fullHistory}::boolean and r.totals ->> 'ordersCount' is not null`,
  fails: () => sql`(r.totals ->> 'ordersCount')::numeric <> coalesce(n.orders, 0)`,
  found: () => sql`concat(r.totals ->> 'ordersCount', ' in Shopify, ', coalesce(n.orders, 0), ' here')`,
} as const satisfies Check;
