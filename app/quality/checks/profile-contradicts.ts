import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const profileContradicts = {
  key: 'profile_contradicts',
  dimension: 'consistency',
  subject: 'profile',
  field: 'Profile',
  label: 'One profile with two dates of birth',
  sentence: 'Perhaps two people in one profile: what one bought counts for the other, and consents may be mixed.',
  formula: 'Profiles whose records agree on the date of birth ÷ profiles of several records.',
  remedy: 'Compare the records of the profile and take out the one that is somebody else.',
  severity: 'high',
  target: 0.99,
  lenses: ['mixed'],
  among: () => sql`p.records_count > 1`,
  fails: () => sql`mixed.profile_id is not null`,
  found: ({ shopId }) => sql`(
    select string_agg(distinct q.birth_date, ', ') from profile_member m
    join customer_record q on q.shop_id = ${shopId} and q.id = m.record_id and q.birth_date is not null
    where m.shop_id = ${shopId} and m.profile_id = p.id)`,
} as const satisfies Check;
