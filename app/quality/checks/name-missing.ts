import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const nameMissing = {
  key: 'name_missing',
  dimension: 'completeness',
  subject: 'customer',
  field: 'Name',
  label: 'No name',
  sentence: 'Without a name, a shared e-mail address or phone number proves nothing, and the records stay apart.',
  formula: 'Customer records with a name or a company ÷ all customer records.',
  remedy: 'Ask for the name in sign-up forms and at the till; look at what other sources say of the same person.',
  severity: 'medium',
  target: 0.95,
  lenses: ['name'],
  among: () => sql`true`,
  fails: () => sql`name.written is null and r.company is null`,
  found: () => sql`coalesce(r.email, r.phone)`,
} as const satisfies Check;
