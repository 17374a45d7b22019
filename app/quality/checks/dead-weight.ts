import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { instant } from '../lenses.ts';

export const deadWeight = {
  key: 'dead_weight',
  dimension: 'freshness',
  subject: 'customer',
  field: 'Contact data',
  label: 'Dead weight: never bought, never said yes, silent for two years',
  sentence: 'Mail tools and ad platforms charge for each of them every month, and nothing may be sent to them.',
  formula: 'Records that bought, consented or changed within 24 months ÷ records with an e-mail address.',
  remedy: 'Download them and remove them from the tools that charge per contact; here they cost nothing.',
  severity: 'low',
  target: 0.9,
  lenses: ['bought', 'consent'],
  among: () => sql`r.email_normal is not null`,
  fails: (context) => sql`bought.last_at is null and consent.yes is not true
    and coalesce(r.version_at, r.created_at_source, r.first_seen_at) < ${instant(context, '-24 months')}`,
  found: () => sql`coalesce(r.version_at, r.created_at_source, r.first_seen_at)::date`,
} as const satisfies Check;
