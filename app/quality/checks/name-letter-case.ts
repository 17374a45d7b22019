import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const nameLetterCase = {
  key: 'name_letter_case',
  dimension: 'consistency',
  subject: 'customer',
  field: 'Name',
  label: 'Name in capitals or in small letters',
  sentence: '“Dear MARIA” looks careless in a message. Matching does not mind.',
  formula: 'Names in mixed letters ÷ filled names in a script that has capitals.',
  remedy: 'Profiles show a tidy name where another source has one; correct the rest in their source.',
  severity: 'low',
  target: 0.9,
  lenses: ['name'],
  among: () => sql`name.raised <> name.lowered and length(name.written) > 3`,
  fails: () => sql`name.written in (name.raised, name.lowered)`,
  found: () => sql`name.written`,
} as const satisfies Check;
