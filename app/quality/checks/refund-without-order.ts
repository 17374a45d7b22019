import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const refundWithoutOrder = {
  key: 'refund_without_order',
  dimension: 'reconciliation',
  subject: 'refund',
  field: 'Refund',
  label: 'Refund of an order that is not here',
  sentence: 'The money went out, but the order it came from is missing: revenue by customer is too low or too high.',
  formula: 'Refunds whose order is here ÷ refunds that name an order.',
  remedy: 'Upload the sales of the earlier days, or fetch the missing history on the Sources page.',
  severity: 'medium',
  target: 0.99,
  lenses: ['refunded_order'],
  among: () => sql`f.order_external_id is not null`,
  fails: () => sql`refunded_order.id is null`,
  found: () => sql`f.order_external_id`,
} as const satisfies Check;
