import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const nameWithDigits = {
  key: 'name_with_digits',
  dimension: 'validity',
  subject: 'customer',
  field: 'Name',
  label: 'Name that holds a number or an address',
  sentence: 'A phone number, an e-mail address or a card number was typed into the name, mostly at a till.',
  formula: 'Names without digits and @ ÷ filled names.',
  remedy: 'Move what was typed to its own field in the source, and show the staff where it belongs.',
  severity: 'medium',
  target: 0.99,
  lenses: ['name'],
  among: () => sql`name.written is not null`,
  fails: () => sql`name.written ~ '[0-9@]'`,
  found: () => sql`name.written`,
} as const satisfies Check;
