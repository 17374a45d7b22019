import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const phoneMissing = {
  key: 'phone_missing',
  dimension: 'completeness',
  subject: 'customer',
  field: 'Phone',
  label: 'No phone number',
  sentence: 'These customers can get no text message and no call.',
  formula: 'Customer records with a phone number ÷ all customer records.',
  remedy: 'Ask for it where it serves the customer: delivery notices, click and collect.',
  severity: 'low',
  target: 0.5,
  among: () => sql`true`,
  fails: () => sql`r.phone is null and r.phone_e164 is null`,
  found: () => sql`null`,
} as const satisfies Check;
