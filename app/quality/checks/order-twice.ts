import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { isTwin } from '../lenses.ts';

export const orderTwice = {
  key: 'order_twice',
  dimension: 'uniqueness',
  subject: 'order',
  field: 'Order',
  label: 'The same sale twice',
  sentence:
    'Two sales of one store in the same second, of one amount to the same customer: a till that sent a receipt again.',
  formula: 'Sales in store without an earlier one of the same store, second, amount and customer ÷ sales in store.',
  remedy: 'Compare the two in the till and cancel the one too many there.',
  severity: 'high',
  target: 0.999,
  lenses: ['twin'],
  among: () => sql`o.channel = 'pos'`,
  fails: isTwin,
  found: () => sql`to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')`,
} as const satisfies Check;
