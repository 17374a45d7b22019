import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { GENERIC_ABOVE, SHARED_FROM } from './value-stats.ts';

/** A value that clearly different people have: a desk, a kiosk, a family, a flat. */
export type SharedValue = {
  kind: string;
  value: string;
  records: number;
  /** Different full names among its records. */
  names: number;
  profiles: number;
  /** Profiles that hold two or more of its records: where it may have brought strangers together. */
  joined: number;
  /** Records of the largest of those. */
  largest: number;
  /** Names in that one. */
  namesInLargest: number;
  sources: string[];
  someNames: string[];
};

/**
 * Values with at least three different full names behind them and no decision about them yet, those first that may have joined
 * most people, then those most used. One pass over the shop's identifiers along their primary key.
 */
export function readSharedValues(tx: Tx, most: number): Promise<SharedValue[]> {
  return tx.rows<SharedValue>(sql`
    with many as materialized (
      select kind, value_normal from identifier where shop_id = ${tx.shopId}
      group by kind, value_normal having count(*) >= ${SHARED_FROM}
    ),
    held as (
      select i.kind, i.value_normal as value, i.record_id, m.profile_id, s.name as source,
             lower(nullif(trim(concat_ws(' ', r.given_name, r.family_name)), '')) as name
      from many k
      join identifier i on i.shop_id = ${tx.shopId} and i.kind = k.kind and i.value_normal = k.value_normal
      join customer_record r on r.shop_id = ${tx.shopId} and r.id = i.record_id
      join source s on s.shop_id = ${tx.shopId} and s.id = r.source_id
      join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = i.record_id
    ),
    by_profile as (
      select kind, value, profile_id, count(*)::integer as records, count(distinct name)::integer as names
      from held group by kind, value, profile_id
    ),
    grown as (
      select kind, value, count(*)::integer as profiles, (count(*) filter (where records > 1))::integer as joined,
             max(records) as largest, coalesce(max(names), 0) as names_in_largest
      from by_profile group by kind, value
    )
    select h.kind, h.value, count(*)::integer as records, count(distinct h.name)::integer as names, g.profiles, g.joined, g.largest,
           g.names_in_largest as "namesInLargest", array_agg(distinct h.source) as sources,
           (array_agg(distinct initcap(h.name)) filter (where h.name is not null))[1:4] as "someNames"
    from held h join grown g using (kind, value)
    where not exists (select from never_identifies n where n.shop_id = ${tx.shopId} and n.kind = h.kind and n.value = h.value)
    group by h.kind, h.value, g.profiles, g.joined, g.largest, g.names_in_largest
    having count(distinct h.name) >= ${SHARED_FROM}
    order by g.names_in_largest desc, count(distinct h.name) desc, h.kind, h.value limit ${most}`);
}

/** What the engine makes of a value that so many people use, before anybody decides. */
export function standingOf(names: number): 'generic' | 'shared' {
  return names > GENERIC_ABOVE ? 'generic' : 'shared';
}
