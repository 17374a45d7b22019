import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** Counts the orders of Shopify's customers once: O(orders). */
export const shopifyTotalsDiffer = {
  key: 'shopify_totals_differ',
  dimension: 'reconciliation',
  subject: 'customer',
  field: 'Number of orders',
  label: 'Shopify counts other orders than Onefold',
  sentence:
    'Shopify’s own count of this customer’s orders is not the number of orders that arrived: some are missing here, or were given to another customer.',
  formula: 'Customers with the same number of orders in both ÷ Shopify’s customers with a count.',
  remedy: 'Fetch the missing history again on the Sources page; if it stays, replay what could not be worked off.',
  severity: 'high',
  target: 0.99,
  lenses: ['origin', 'bought'],
  // With orders of the last 60 days only, the counts differ by what Shopify does not show.
  among: ({ fullHistory }) =>
    sql`${fullHistory}::boolean and origin.kind = 'shopify' and r.totals ->> 'ordersCount' is not null`,
  fails: () => sql`(r.totals ->> 'ordersCount')::numeric <> coalesce(bought.orders, 0)`,
  found: () => sql`concat(r.totals ->> 'ordersCount', ' in Shopify, ', coalesce(bought.orders, 0), ' here')`,
} as const satisfies Check;
