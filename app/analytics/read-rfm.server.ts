import { type RfmGroup, rfmGroup } from '#app/metrics/rfm.ts';
import { type RfmCount, type RfmView, viewRfm } from '#app/metrics/rfm-view.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/** The grid, the groups and what they would be without the till, as scored last. O(profiles). */
export async function readRfm(tx: Tx): Promise<RfmView> {
  return viewRfm(
    await tx.rows<RfmCount>(sql`
      select v.recency_score as recency, v.frequency_score as frequency, v.monetary_score as monetary, v.online_rfm_group as "onlineGroup",
             count(*) as people, sum(m.net_minor)::bigint as "netMinor", coalesce(sum(v.predicted_value_minor), 0)::bigint as "predictedMinor"
      from value_score v join profile_metrics m on m.shop_id = ${tx.shopId} and m.profile_id = v.profile_id
      where v.shop_id = ${tx.shopId} and v.recency_score is not null
      group by 1, 2, 3, 4`),
  );
}

/** People who moved from one group to another between two days; null: had not bought by then. Money: net in between. */
export type RfmFlow = { from: RfmGroup | null; to: RfmGroup; people: number; netMinor: number };

type FlowRow = {
  r0: number | null;
  f0: number | null;
  m0: number | null;
  r1: number;
  f1: number;
  m1: number;
  people: number;
  netMinor: number;
};

/**
 * Who moved between two days (`YYYY-MM-DD`), each day judged by the shop's own quintiles of that day, over today's profiles. Refunds count
 * with their order. O(orders).
 */
export async function readRfmFlows(tx: Tx, from: string, until: string): Promise<RfmFlow[]> {
  const rows = await tx.rows<FlowRow>(sql`
    with bought as (
      select m.profile_id, o.day, case when o.currency = s.currency then o.net_minor else 0 end as net_minor
      from sales_order o
      join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
      join shop s on s.shop_id = ${tx.shopId}
      where o.shop_id = ${tx.shopId} and o.day <= ${until}::date and not o.is_test and o.deleted_at is null
        and o.status not in ('cancelled', 'voided')
    ),
    facts as (
      select profile_id, max(day) as last1, count(*) as orders1, sum(net_minor) as net1,
             max(day) filter (where day <= ${from}::date) as last0, count(*) filter (where day <= ${from}::date) as orders0,
             sum(net_minor) filter (where day <= ${from}::date) as net0
      from bought group by profile_id
    ),
    before as (
      select profile_id, ${quintile(sql`last0`)} as r, ${quintile(sql`orders0`)} as f, ${quintile(sql`net0`)} as m from facts where orders0 > 0
    ),
    after as (
      select profile_id, ${quintile(sql`last1`)} as r, ${quintile(sql`orders1`)} as f, ${quintile(sql`net1`)} as m,
             net1 - coalesce(net0, 0) as net_minor
      from facts
    )
    select b.r as r0, b.f as f0, b.m as m0, a.r as r1, a.f as f1, a.m as m1, count(*) as people, sum(a.net_minor)::bigint as "netMinor"
    from after a left join before b using (profile_id)
    group by 1, 2, 3, 4, 5, 6`);
  return sumFlows(rows);
}

/** As app/decisions/038 has it: equals never part. */
function quintile(value: Sql): Sql {
  return sql`(1 + 5 * (rank() over (order by ${value}) - 1) / count(*) over ())::integer`;
}

function sumFlows(rows: readonly FlowRow[]): RfmFlow[] {
  const flows = new Map<string, RfmFlow>();
  for (const row of rows) {
    const from = row.r0 === null ? null : rfmGroup(row.r0, row.f0!, row.m0!);
    const to = rfmGroup(row.r1, row.f1, row.m1);
    const known = flows.get(`${from} ${to}`) ?? { from, to, people: 0, netMinor: 0 };
    flows.set(`${from} ${to}`, {
      ...known,
      people: known.people + row.people,
      netMinor: known.netMinor + row.netMinor,
    });
  }
  return [...flows.values()].sort((left, right) => right.people - left.people);
}
