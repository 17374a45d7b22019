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
  joined: ({ shopId }) => sql`join profile_member t on t.shop_id = ${shopId} and t.record_id = r.id`,
  among: () => sql`r.kind <> 'guest'`,
  fails: ({ shopId }) => sql`(t.profile_id, r.source_id) in (
    select m.profile_id, q.source_id from customer_record q
    join profile_member m on m.shop_id = ${shopId} and m.record_id = q.id
    where q.shop_id = ${shopId} and q.deleted_at is null and q.merged_into is null and q.kind not in ('guest', 'instant')
    group by m.profile_id, q.source_id having count(*) > 1)`,
  found: () => sql`r.external_id`,
} as const satisfies Check;
