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
  formula: 'Records whose e-mail address occurs in one profile only ÷ records with a personal e-mail address.',
  remedy:
    'Compare the profiles. Where a name was misspelt, correct it in its source and they come together by themselves.',
  severity: 'medium',
  // A desk's mailbox (info@…) is shared by nature; those are the wrong ones here, left out of both sides.
  among: ({ wrong }) => sql`r.email_normal is not null and r.email_normal <> all(${wrong}::text[])`,
  fails: ({ shopId }) => sql`r.email_normal in (
    select q.email_normal from customer_record q
    join profile_member m on m.shop_id = ${shopId} and m.record_id = q.id
    where q.shop_id = ${shopId} and q.email_normal is not null and q.deleted_at is null
    group by q.email_normal having min(m.profile_id) <> max(m.profile_id))`,
  found: () => sql`r.email_normal`,
  vocabulary: {
    value: sql`r.email_normal`,
    where: sql`true`,
    isWrong: (value) =>
      mailboxKind(value.slice(0, value.lastIndexOf('@')), value.slice(value.lastIndexOf('@') + 1)) === 'role',
  },
} as const satisfies Check;
