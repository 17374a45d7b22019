import { sql } from '#app/platform/sql.ts';
import { birthDateFault } from '../birth-date-fault.ts';
import type { Check } from '../check.ts';

export const birthDateDefault = {
  key: 'birth_date_default',
  dimension: 'accuracy',
  subject: 'customer',
  field: 'Date of birth',
  label: 'Date of birth that a system filled in',
  sentence: 'Days like 1 January 1900 come from a form’s default. These people would all be congratulated at once.',
  formula: 'Dates of birth that are no known default ÷ filled dates of birth.',
  remedy: 'Empty the field in its source. Who was truly born on such a day is counted too.',
  severity: 'low',
  target: 0.97,
  among: () => sql`r.birth_date is not null`,
  fails: ({ wrong }) => sql`r.birth_date = any(${wrong}::text[])`,
  found: () => sql`r.birth_date`,
  vocabulary: {
    value: sql`r.birth_date`,
    where: sql`true`,
    isWrong: (value, { today }) => birthDateFault(value, today) === 'default',
  },
} as const satisfies Check;
