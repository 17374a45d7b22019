import { sql } from '#app/platform/sql.ts';
import { birthDateFault } from '../birth-date-fault.ts';
import type { Check } from '../check.ts';

export const birthDateImpossible = {
  key: 'birth_date_impossible',
  dimension: 'validity',
  subject: 'customer',
  field: 'Date of birth',
  label: 'Impossible date of birth',
  sentence: 'In the future, or more than 110 years ago.',
  formula: 'Dates of birth of somebody who can be alive ÷ filled dates of birth.',
  remedy: 'Correct the date in its source; look at the order of day and month and at two-digit years.',
  severity: 'low',
  target: 0.99,
  among: () => sql`r.birth_date is not null`,
  fails: ({ wrong }) => sql`r.birth_date = any(${wrong}::text[])`,
  found: () => sql`r.birth_date`,
  vocabulary: {
    value: sql`r.birth_date`,
    where: sql`true`,
    isWrong: (value, { today }) => birthDateFault(value, today) === 'impossible',
  },
} as const satisfies Check;
