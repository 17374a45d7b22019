import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** One pass over the memberships: O(records). */
export const twiceInSource = {
  key: 'twice_in_source',
  dimension: 'uniqueness',
  subject: 'customer',
  field: 'Record',
  label: 'The same person twice in one source',
  sentence: 'Points, notes and consent are spread over several records there. Here they are one profile already.',
  formula: 'Records that are their person’s only one in their source ÷ customer records other than guest checkouts.',
  remedy: 'Merge them in the source: Shopify, most tills and most mail tools can.',
  severity: 'medium',
  target: 0.95,
  lenses: ['member', 'twice'],
  among: () => sql`r.kind <> 'guest' and member.record_id is not null`,
  fails: () => sql`twice.profile_id is not null`,
  found: () => sql`r.external_id`,
} as const satisfies Check;
