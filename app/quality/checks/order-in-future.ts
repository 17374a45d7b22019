import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { instant } from '../lenses.ts';

export const orderInFuture = {
  key: 'order_in_future',
  dimension: 'validity',
  subject: 'order',
  field: 'Date of the order',
  label: 'Order in the future',
  sentence: 'More than a day ahead of now: a till with a wrong clock, or day and month exchanged in a file.',
  formula: 'Orders placed up to now, give or take a day for time zones ÷ all orders.',
  remedy: 'Set the till’s clock; upload the file again with the right order of day and month.',
  severity: 'high',
  target: 0.999,
  among: () => sql`true`,
  fails: (context) => sql`o.placed_at > ${instant(context, '1 day')}`,
  found: () => sql`o.day`,
} as const satisfies Check;
