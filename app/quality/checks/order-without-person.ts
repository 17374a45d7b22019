import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const orderWithoutPerson = {
  key: 'order_without_person',
  dimension: 'completeness',
  subject: 'order',
  field: 'Customer of the order',
  label: 'Till sale without a customer',
  sentence: 'Nobody knows who bought: the sale counts in no profile, no segment and no lifetime value.',
  formula: 'Sales in store with a customer ÷ all sales in store.',
  remedy: 'Train the tills that ask least; offer the receipt by e-mail or loyalty points for being known.',
  severity: 'high',
  target: 0.6,
  among: () => sql`o.channel = 'pos'`,
  fails: () => sql`o.record_id is null`,
  found: () => sql`o.staff`,
} as const satisfies Check;
