import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const phoneUnusable = {
  key: 'phone_unusable',
  dimension: 'validity',
  subject: 'customer',
  field: 'Phone',
  label: 'Phone number that cannot be dialled',
  sentence: 'Too short, cut off by a spreadsheet, made up, or of no known country: no message can be sent to it.',
  formula: 'Phone fields with a number in international form (E.164) ÷ filled phone fields.',
  remedy: 'Correct the number in its source, with its country code.',
  severity: 'medium',
  target: 0.97,
  among: () => sql`r.phone is not null`,
  fails: () => sql`r.phone_e164 is null`,
  found: () => sql`r.phone`,
} as const satisfies Check;
