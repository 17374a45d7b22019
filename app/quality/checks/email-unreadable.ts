import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { emailFault } from '../email-fault.ts';

export const emailUnreadable = {
  key: 'email_unreadable',
  dimension: 'validity',
  subject: 'customer',
  field: 'E-mail',
  label: 'Not an e-mail address',
  sentence: 'No message can reach what stands in the e-mail field.',
  formula: 'E-mail fields with an address that mail could reach ÷ filled e-mail fields.',
  remedy: 'Correct the field where it was typed; the till or the form should check it while it is entered.',
  severity: 'high',
  target: 0.99,
  among: () => sql`r.email is not null`,
  fails: ({ wrong }) => sql`r.email_normal is null and r.email = any(${wrong}::text[])`,
  found: () => sql`r.email`,
  vocabulary: {
    value: sql`r.email`,
    where: sql`r.email_normal is null`,
    isWrong: (value) => emailFault(value) === 'unreadable',
  },
} as const satisfies Check;
