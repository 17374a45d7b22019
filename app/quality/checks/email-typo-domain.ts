import { suggestDomain } from '#app/normalise/email-domains.ts';
import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

const DOMAIN = sql`split_part(r.email_normal, '@', 2)`;

export const emailTypoDomain = {
  key: 'email_typo_domain',
  dimension: 'accuracy',
  subject: 'customer',
  field: 'E-mail',
  label: 'Misspelt e-mail provider',
  sentence:
    'The part behind the @ is one slip away from a well-known provider, so the mail probably goes to nobody, or to a stranger.',
  formula: 'Addresses without a misspelt provider ÷ usable e-mail addresses.',
  remedy: 'Correct the address in its source. It is never changed here by itself: a rare provider may be real.',
  severity: 'high',
  target: 0.995,
  among: () => sql`r.email_normal is not null`,
  fails: ({ wrong }) => sql`${DOMAIN} = any(${wrong}::text[])`,
  found: () => sql`r.email_normal`,
  vocabulary: { value: DOMAIN, where: sql`true`, isWrong: (value) => suggestDomain(value) !== null },
} as const satisfies Check;
