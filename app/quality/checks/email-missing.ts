import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const emailMissing = {
  key: 'email_missing',
  dimension: 'completeness',
  subject: 'customer',
  field: 'E-mail',
  label: 'No e-mail address',
  sentence: 'These customers cannot be written to by e-mail, and a purchase elsewhere is harder to connect with them.',
  formula: 'Customer records with an e-mail address ÷ all customer records.',
  remedy:
    'Ask for the address at the till, with a receipt by e-mail as the reason. Another source may already know it: look at the profile.',
  severity: 'medium',
  target: 0.8,
  among: () => sql`true`,
  fails: () => sql`r.email is null and r.email_normal is null`,
  found: () => sql`null`,
} as const satisfies Check;
