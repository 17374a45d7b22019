import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const orderNegative = {
  key: 'order_negative',
  dimension: 'validity',
  subject: 'order',
  field: 'Total of the order',
  label: 'Order with an amount below zero',
  sentence: 'A return that was entered as a sale: it lowers the number of returns and raises that of orders.',
  formula: 'Orders of zero or more ÷ all orders.',
  remedy: 'Upload returns as refunds: name the column that tells sales from returns when the file is mapped.',
  severity: 'medium',
  target: 0.999,
  among: () => sql`true`,
  fails: () => sql`o.total_minor < 0`,
  found: () => sql`concat(o.total_minor, ' (', o.currency, ', smallest unit)')`,
} as const satisfies Check;
