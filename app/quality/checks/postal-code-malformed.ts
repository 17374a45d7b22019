import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { fitsCountry } from '../postal-codes.ts';

const CODE = sql`r.country || ' ' || r.postal_code`;

export const postalCodeMalformed = {
  key: 'postal_code_malformed',
  dimension: 'validity',
  subject: 'customer',
  field: 'Postal code',
  label: 'Postal code that its country does not have',
  sentence: 'Often a leading zero that a spreadsheet took away, or a code in the wrong column.',
  formula: 'Postal codes in the form of their country ÷ postal codes with a country.',
  remedy: 'Upload the file again with the column as text, or correct the address in its source.',
  severity: 'medium',
  target: 0.98,
  among: () => sql`r.postal_code is not null and length(r.country) = 2`,
  fails: ({ wrong }) => sql`${CODE} = any(${wrong}::text[])`,
  found: () => CODE,
  vocabulary: { value: CODE, where: sql`true`, isWrong: (value) => !fitsCountry(value.slice(3), value.slice(0, 2)) },
} as const satisfies Check;
