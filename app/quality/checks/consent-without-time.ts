import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const consentWithoutTime = {
  key: 'consent_without_time',
  dimension: 'completeness',
  subject: 'customer',
  field: 'Consent',
  label: 'Consent without a date',
  sentence: 'A yes that nobody can date cannot be proved, and cannot be weighed against a no from elsewhere.',
  formula: 'Records whose every marketing consent has a date ÷ records with a marketing consent.',
  remedy:
    'Export the consents with their dates from the tool where they were given and upload that file, or ask again.',
  severity: 'high',
  target: 0.98,
  lenses: ['consent'],
  among: () => sql`consent.yes`,
  fails: () => sql`consent.undated`,
  found: ({ shopId }) => sql`(
    select string_agg(distinct c.channel, ', ') from consent_statement c
    where c.shop_id = ${shopId} and c.record_id = r.id and c.state = 'granted' and c.stated_at is null)`,
} as const satisfies Check;
