import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { emailFault } from '../email-fault.ts';

export const emailPlaceholder = {
  key: 'email_placeholder',
  dimension: 'validity',
  subject: 'customer',
  field: 'E-mail',
  label: 'Made-up e-mail address',
  sentence:
    'Somebody typed anything to get past the field. Such addresses connect nobody here, but other tools charge for them and bounce.',
  formula: 'Filled e-mail fields without a made-up address ÷ filled e-mail fields.',
  remedy: 'Empty the field in its source, and let staff skip it when a customer would rather not say.',
  severity: 'medium',
  target: 0.99,
  among: () => sql`r.email is not null`,
  fails: ({ wrong }) => sql`r.email_normal is null and r.email = any(${wrong}::text[])`,
  found: () => sql`r.email`,
  vocabulary: {
    value: sql`r.email`,
    where: sql`r.email_normal is null`,
    isWrong: (value) => emailFault(value) === 'placeholder',
  },
} as const satisfies Check;
