import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const lineWithoutProduct = {
  key: 'line_without_product',
  dimension: 'completeness',
  subject: 'order',
  field: 'Lines of the order',
  label: 'Line without any product',
  sentence: 'A line with neither title, article number nor product: often a price typed by hand at the till.',
  formula: 'Orders whose every line names what was sold ÷ orders with lines.',
  remedy: 'Give what is sold by hand a product of its own at the till.',
  severity: 'low',
  target: 0.97,
  lenses: ['lines'],
  among: () => sql`lines.order_id is not null`,
  fails: () => sql`lines.unnamed`,
  found: () => sql`concat(lines.lines, ' lines')`,
} as const satisfies Check;
