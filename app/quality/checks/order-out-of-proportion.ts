import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** Below so many orders nobody can say what is usual. */
const ENOUGH_ORDERS = 50;

export const orderOutOfProportion = {
  key: 'order_out_of_proportion',
  dimension: 'accuracy',
  subject: 'order',
  field: 'Total of the order',
  label: 'Amount out of all proportion',
  sentence: 'A hundred times what this source’s orders usually come to: mostly a decimal mark that was lost.',
  formula:
    'Orders below 100 × the geometric mean of the source’s orders in that currency ÷ orders of sources with 50 or more.',
  remedy: 'Look at the order in its source; upload the file again with the right decimal mark.',
  severity: 'high',
  target: 0.999,
  lenses: ['usual'],
  among: () => sql`usual.orders >= ${ENOUGH_ORDERS}::int and o.total_minor > 0`,
  fails: () => sql`o.total_minor > usual.high_minor`,
  found: () => sql`concat(o.total_minor, ' (', o.currency, ', smallest unit)')`,
} as const satisfies Check;
