import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const consentContradictory = {
  key: 'consent_contradictory',
  dimension: 'consistency',
  subject: 'customer',
  field: 'Consent',
  label: 'One source says yes, another no',
  sentence:
    'The same e-mail address or phone number may be written to here and not there. Until it is settled, the later word counts, and a no wins a tie.',
  formula: 'Records whose consent agrees with all other sources’ ÷ records with a yes or a no.',
  remedy: 'Open the profile, see which word is newer, and set the older source right.',
  severity: 'high',
  target: 0.995,
  lenses: ['consent', 'contradicted'],
  among: () => sql`consent.said`,
  fails: () => sql`contradicted.record_id is not null`,
  found: ({ shopId }) => sql`(
    select string_agg(distinct c.channel || ': ' || c.state, ', ') from consent_statement c
    where c.shop_id = ${shopId} and c.record_id = r.id and c.state in ('granted', 'denied'))`,
} as const satisfies Check;
