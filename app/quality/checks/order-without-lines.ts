import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const orderWithoutLines = {
  key: 'order_without_lines',
  dimension: 'completeness',
  subject: 'order',
  field: 'Lines of the order',
  label: 'Order without its lines',
  sentence: 'It counts as revenue, but nobody knows what was bought: recommendations and product segments miss it.',
  formula: 'Orders with at least one line ÷ orders with an amount.',
  remedy: 'Upload the file of items of the same days, or fetch the history again.',
  severity: 'medium',
  target: 0.98,
  lenses: ['lines'],
  among: () => sql`o.total_minor > 0`,
  fails: () => sql`lines.order_id is null`,
  found: () => sql`null`,
} as const satisfies Check;
