import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { RefusalReason } from './cluster-rules.ts';

/** Two records, one of them of the profile in question, that look alike and are not one person, or not surely. */
export type Lookalike = {
  a: number;
  b: number;
  bits: number;
  reason: RefusalReason;
  otherName: string;
  otherPublicId: string;
  otherSource: string;
};

/** Shown beside a profile: more look-alikes than this are a case for the review queue. */
const MOST = 8;

/**
 * Who looks like a profile and was kept apart: open questions and refused links, people of one household, and those of whom somebody
 * said that they are another person; of each other profile its strongest. O(the profile's records).
 */
export function readLookalikes(tx: Tx, profileId: number): Promise<Lookalike[]> {
  return tx.rows<Lookalike>(sql`
    with mine as (
      select record_id from profile_member where shop_id = ${tx.shopId} and profile_id = ${profileId}
    ),
    pair as (
      select record_a, record_b, bits, reason, 1 as place from review_item where shop_id = ${tx.shopId}
      union all
      select d.record_a, d.record_b, coalesce(e.bits, 0), 'decision', 0
      from identity_decision d
      left join match_edge e on e.shop_id = d.shop_id and e.record_a = d.record_a and e.record_b = d.record_b
      where d.shop_id = ${tx.shopId} and d.kind = 'cannot_link'
      union all
      select record_a, record_b, bits, 'household', 2 from household_link where shop_id = ${tx.shopId}
    ),
    facing as (
      select p.*, p.record_b as other from pair p join mine on mine.record_id = p.record_a
      union all
      select p.*, p.record_a from pair p join mine on mine.record_id = p.record_b
    ),
    chosen as (
      select distinct on (o.profile_id) f.record_a, f.record_b, f.bits, f.reason, f.place, o.profile_id, f.other
      from facing f join profile_member o on o.shop_id = ${tx.shopId} and o.record_id = f.other
      where o.profile_id <> ${profileId}
      order by o.profile_id, f.place, f.bits desc, f.record_a, f.record_b
    )
    select c.record_a as a, c.record_b as b, c.bits, c.reason,
           coalesce(nullif(trim(concat_ws(' ', r.given_name, r.family_name)), ''), r.full_name, r.email, r.phone, 'No name') as "otherName",
           r.public_id as "otherPublicId", s.name as "otherSource"
    from chosen c
    join customer_record r on r.shop_id = ${tx.shopId} and r.id = c.other
    join source s on s.shop_id = ${tx.shopId} and s.id = r.source_id
    order by c.place, c.bits desc, c.record_a, c.record_b limit ${MOST}`);
}
