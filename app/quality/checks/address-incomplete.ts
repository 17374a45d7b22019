import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** Countries and territories that have no postal codes. Source: Universal Postal Union, 2024. */
const WITHOUT_POSTAL_CODES = ['AE', 'AG', 'BS', 'BZ', 'FJ', 'GD', 'HK', 'IE', 'JM', 'KN', 'MO', 'PA', 'QA', 'TT'];

export const addressIncomplete = {
  key: 'address_incomplete',
  dimension: 'completeness',
  subject: 'customer',
  field: 'Address',
  label: 'Incomplete address',
  sentence: 'A street without a town, or a town without a postal code: nothing can be sent there.',
  formula: 'Addresses with street, city, country and (where the country has them) postal code ÷ records with a street.',
  remedy: 'Complete the address from another source of the same person, or ask at the next order.',
  severity: 'low',
  target: 0.95,
  among: () => sql`r.line1 is not null`,
  fails: () => sql`r.city is null or r.country is null
    or (r.postal_code is null and r.country <> all(${WITHOUT_POSTAL_CODES}::text[]))`,
  found: () => sql`concat_ws(', ', r.line1, r.postal_code, r.city, r.country)`,
} as const satisfies Check;
