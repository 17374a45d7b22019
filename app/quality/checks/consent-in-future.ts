import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const consentInFuture = {
  key: 'consent_in_future',
  dimension: 'validity',
  subject: 'customer',
  field: 'Consent',
  label: 'Consent dated in the future',
  sentence:
    'More than a day ahead of now: day and month were exchanged, and the wrong word may count as the later one.',
  formula: 'Records whose consents are dated up to now ÷ records with a yes or a no.',
  remedy: 'Upload the file again with the right order of day and month.',
  severity: 'high',
  target: 0.999,
  lenses: ['consent'],
  among: () => sql`consent.said`,
  fails: () => sql`consent.ahead`,
  found: ({ shopId }) => sql`(
    select max(c.stated_at)::date from consent_statement c where c.shop_id = ${shopId} and c.record_id = r.id)`,
} as const satisfies Check;
