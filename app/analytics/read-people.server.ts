import { RFM_GROUPS } from '#app/metrics/rfm.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/** Whom a figure is made of. What is absent does not narrow. */
export type PeopleFilter = {
  readonly group?: string;
  /** Group by online orders alone. */
  readonly online?: string;
  readonly tier?: string;
  readonly page: number;
};

export type PersonLine = {
  publicId: string;
  name: string;
  group: string;
  scores: string;
  ordersCount: number;
  netMinor: number;
  predictedMinor: number | null;
  predictedLowMinor: number | null;
  predictedHighMinor: number | null;
  nextOrderDay: string | null;
};

const PAGE_SIZE = 50;

/** The people behind a figure of the value pages, the most promising first. One index scan per page. */
export async function readPeople(tx: Tx, filter: PeopleFilter): Promise<{ lines: PersonLine[]; hasNext: boolean }> {
  const conditions: Sql[] = [];
  if (filter.group && (RFM_GROUPS as readonly string[]).includes(filter.group)) {
    conditions.push(sql`and v.rfm_group = ${filter.group}`);
  }
  if (filter.online) conditions.push(sql`and v.online_rfm_group = ${filter.online}`);
  if (filter.tier) conditions.push(sql`and v.spend_tier = ${filter.tier}`);
  const where = conditions.reduce((all, next) => sql`${all} ${next}`, sql``);
  const lines = await tx.rows<PersonLine>(sql`
    with chosen as (
      select * from value_score v where v.shop_id = ${tx.shopId} ${where}
      order by v.predicted_value_minor desc nulls last, v.profile_id
      limit ${PAGE_SIZE + 1} offset ${(filter.page - 1) * PAGE_SIZE}
    )
    select p.public_id as "publicId", p.display_name as name, c.rfm_group as "group",
           coalesce(c.recency_score || ' · ' || c.frequency_score || ' · ' || c.monetary_score, '–') as scores,
           m.orders_count as "ordersCount", m.net_minor as "netMinor", c.predicted_value_minor as "predictedMinor",
           c.predicted_low_minor as "predictedLowMinor", c.predicted_high_minor as "predictedHighMinor", c.next_order_day::text as "nextOrderDay"
    from chosen c
    join profile p on p.shop_id = ${tx.shopId} and p.id = c.profile_id
    join profile_metrics m on m.shop_id = ${tx.shopId} and m.profile_id = c.profile_id
    order by c.predicted_value_minor desc nulls last, c.profile_id`);
  return { lines: lines.slice(0, PAGE_SIZE), hasNext: lines.length > PAGE_SIZE };
}
