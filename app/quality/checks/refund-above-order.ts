import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const refundAboveOrder = {
  key: 'refund_above_order',
  dimension: 'reconciliation',
  subject: 'order',
  field: 'Refund',
  label: 'More refunded than paid',
  sentence: 'Either a refund came in twice, or money went out that should not have.',
  formula: 'Orders with refunds up to their total ÷ orders with a refund.',
  remedy: 'Compare the refunds of the order in its source.',
  severity: 'high',
  target: 0.999,
  among: () => sql`o.refunded_minor > 0`,
  fails: () => sql`o.refunded_minor > o.total_minor`,
  found: () => sql`concat(o.refunded_minor, ' refunded of ', o.total_minor, ' (', o.currency, ', smallest unit)')`,
} as const satisfies Check;
