import { mailboxKind } from '#app/normalise/email-mailboxes.ts';
import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** One pass over the records that have an address: O(records). */
export const emailInTwoProfiles = {
  key: 'email_in_two_profiles',
  dimension: 'uniqueness',
  subject: 'customer',
  field: 'Profile',
  label: 'One e-mail address in several profiles',
  sentence:
    'Perhaps one person under two names, perhaps a family that shares a mailbox. Until somebody looks, they count as several people.',
  formula:
    'Records whose e-mail address is in one profile only, or is a desk’s (info@…) ÷ records with an e-mail address.',
  remedy:
    'Compare the profiles. Where a name was misspelt, correct it in its source and they come together by themselves.',
  severity: 'medium',
  target: 0.97,
  lenses: ['mailbox'],
  among: () => sql`r.email_normal is not null`,
  // A desk's mailbox is shared by nature: those are the values that the vocabulary lets off.
  fails: ({ wrong }) => sql`mailbox.apart and r.email_normal <> all(${wrong}::text[])`,
  found: () => sql`r.email_normal`,
  vocabulary: {
    value: sql`r.email_normal`,
    where: sql`mailbox.apart`,
    known: ({ mailboxes }) => mailboxes?.filter((one) => one.apart).map((one) => one.email) ?? null,
    isWrong: (value) =>
      mailboxKind(value.slice(0, value.lastIndexOf('@')), value.slice(value.lastIndexOf('@') + 1)) === 'role',
  },
} as const satisfies Check;
