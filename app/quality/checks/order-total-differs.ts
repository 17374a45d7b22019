import { type Sql, sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** The total that lines, shipping and tip make. Tax is added unless it stands inside the prices. */
const EXPECTED = sql`(lines.lines_minor + o.shipping_minor + o.tip_minor)`;

/** Whether the total is that of the lines, give or take a smallest unit per line for rounding. */
function matches(expected: Sql): Sql {
  return sql`abs(o.total_minor - (${expected})) <= lines.lines`;
}

/** Sums the lines of all orders once: O(lines). */
export const orderTotalDiffers = {
  key: 'order_total_differs',
  dimension: 'reconciliation',
  subject: 'order',
  field: 'Total of the order',
  label: 'Total that is not the sum of its lines',
  sentence: 'Revenue by order and revenue by product will disagree.',
  formula: 'Orders whose total is lines + shipping + tip (+ tax where prices are without it) ÷ orders with lines.',
  remedy: 'Look at the order in its source; a file may have lost lines, or two receipts share one number.',
  severity: 'medium',
  target: 0.99,
  lenses: ['lines'],
  among: () => sql`lines.order_id is not null`,
  // An order may carry a discount that its lines do not.
  fails: () => sql`not (
    (o.tax_included is not true and (${matches(sql`${EXPECTED} + o.tax_minor`)}
      or ${matches(sql`${EXPECTED} + o.tax_minor - greatest(0, o.discount_minor - lines.discount_minor)`)}))
    or (o.tax_included is not false and (${matches(EXPECTED)}
      or ${matches(sql`${EXPECTED} - greatest(0, o.discount_minor - lines.discount_minor)`)})))`,
  found: () =>
    sql`concat(o.total_minor, ' against lines of ', lines.lines_minor, ' (', o.currency, ', smallest unit)')`,
} as const satisfies Check;
