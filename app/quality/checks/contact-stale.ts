import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { instant } from '../lenses.ts';

export const contactStale = {
  key: 'contact_stale',
  dimension: 'freshness',
  subject: 'customer',
  field: 'Contact data',
  label: 'Not confirmed for two years',
  sentence: 'Addresses and numbers go out of use. Nobody has touched these records since, and nobody bought.',
  formula:
    'Records changed or bought with in the last 24 months ÷ customer records with an e-mail address or phone number.',
  remedy: 'Ask once whether they still want to hear from you, and let go of those who do not answer.',
  severity: 'low',
  target: 0.8,
  lenses: ['bought'],
  among: () => sql`r.email_normal is not null or r.phone_e164 is not null`,
  fails: (context) =>
    sql`greatest(coalesce(r.version_at, r.created_at_source, r.first_seen_at), bought.last_at) < ${instant(context, '-24 months')}`,
  found: () => sql`greatest(coalesce(r.version_at, r.created_at_source, r.first_seen_at), bought.last_at)::date`,
} as const satisfies Check;
