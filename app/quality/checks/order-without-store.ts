import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const orderWithoutStore = {
  key: 'order_without_store',
  dimension: 'completeness',
  subject: 'order',
  field: 'Store of the order',
  label: 'Till sale of no known store',
  sentence: 'The sale counts in no store’s figures, and nobody can be shown how to enter it better.',
  formula: 'Sales in store with a store ÷ all sales in store.',
  remedy: 'Name the column that holds the store or the till when the file is mapped.',
  severity: 'low',
  target: 0.95,
  among: () => sql`o.channel = 'pos'`,
  fails: () => sql`o.store_id is null`,
  found: () => sql`o.staff`,
} as const satisfies Check;
