import { IS_BROWSING } from '#app/metrics/refresh-metrics.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { ownNet } from './own-net.ts';

/** From one thing that happens with a person to the next one. Money in minor units: the net of the next one, if it is an order. */
export type JourneyArrow = {
  from: string;
  to: string;
  people: number;
  times: number;
  /** Of all that followed on `from`. */
  share: number;
  medianDays: number;
  netMinor: number;
};

/** People who bought or looked around online and then, within 90 days, bought in a store. */
export type StorePath = {
  store: string;
  people: number;
  /** Of the people who bought there in the period. */
  share: number;
  medianDays: number;
  netMinor: number;
};

export type Journeys = { arrows: JourneyArrow[]; stores: StorePath[] };

const BROWSES = sql`i.type = 'visit' and ${IS_BROWSING}`;

const SHOWN = 40;
/** Longer apart, two things are two journeys. */
const TOGETHER_DAYS = 180;
const STORE_DAYS = 90;

/** What follows on what over the last `days`, learned from all orders, contacts and reviews of the shop. O(events). */
export async function readJourneys(tx: Tx, days: number): Promise<Journeys> {
  const arrows = await tx.rows<JourneyArrow>(sql`
    with step as (${steps(tx, days)})
    select "from", "to", count(distinct profile_id) as people, count(*) as times,
           count(*)::float8 / sum(count(*)) over (partition by "from") as share,
           percentile_cont(0.5) within group (order by days) as "medianDays", coalesce(sum(net_minor), 0)::bigint as "netMinor"
    from step group by 1, 2 order by times desc, 1, 2 limit ${SHOWN}`);
  const stores = await tx.rows<StorePath>(sql`
    with bought as (
      select m.profile_id, o.placed_at, o.channel, o.store_id, ${ownNet(tx.shopId)} as net_minor
      from sales_order o join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
      where o.shop_id = ${tx.shopId} and o.placed_at > now() - make_interval(days => ${days + STORE_DAYS}) and not o.is_test
        and o.deleted_at is null and o.status not in ('cancelled', 'voided')
      union all
      select m.profile_id, i.happened_at, 'online', null, 0
      from interaction i join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = i.record_id
      where i.shop_id = ${tx.shopId} and i.happened_at > now() - make_interval(days => ${days + STORE_DAYS}) and ${BROWSES}
    ),
    seen as (
      select b.*, max(b.placed_at) filter (where b.channel = 'online') over (partition by b.profile_id order by b.placed_at
        rows between unbounded preceding and 1 preceding) as online_at
      from bought b
    )
    select st.name as store, count(distinct s.profile_id) filter (where s.online_at > s.placed_at - make_interval(days => ${STORE_DAYS})) as people,
           count(distinct s.profile_id) filter (where s.online_at > s.placed_at - make_interval(days => ${STORE_DAYS}))::float8
             / count(distinct s.profile_id) as share,
           coalesce(percentile_cont(0.5) within group (order by extract(epoch from s.placed_at - s.online_at) / 86400)
             filter (where s.online_at > s.placed_at - make_interval(days => ${STORE_DAYS})), 0) as "medianDays",
           coalesce(sum(s.net_minor) filter (where s.online_at > s.placed_at - make_interval(days => ${STORE_DAYS})), 0)::bigint as "netMinor"
    from seen s join store st on st.shop_id = ${tx.shopId} and st.id = s.store_id
    where s.channel = 'pos' and s.placed_at > now() - make_interval(days => ${days})
    group by st.id, st.name order by people desc, 1`);
  return { arrows, stores };
}

export type JourneyPerson = { publicId: string; name: string; times: number; lastDay: string; netMinor: number };

const PAGE_SIZE = 50;

/** The people behind an arrow, the most revenue first. O(events). */
export async function readJourneyPeople(
  tx: Tx,
  arrow: { readonly from: string; readonly to: string; readonly days: number; readonly page: number },
): Promise<{ people: JourneyPerson[]; hasNext: boolean }> {
  const rows = await tx.rows<JourneyPerson>(sql`
    with step as (${steps(tx, arrow.days)})
    select p.public_id as "publicId", p.display_name as name, count(*) as times, max(s.at)::date::text as "lastDay",
           coalesce(sum(s.net_minor), 0)::bigint as "netMinor"
    from step s join profile p on p.shop_id = ${tx.shopId} and p.id = s.profile_id
    where s."from" = ${arrow.from} and s."to" = ${arrow.to}
    group by p.id, p.public_id, p.display_name order by 5 desc, p.id limit ${PAGE_SIZE + 1} offset ${(arrow.page - 1) * PAGE_SIZE}`);
  return { people: rows.slice(0, PAGE_SIZE), hasNext: rows.length > PAGE_SIZE };
}

/** Of each arrow that the map shows, the people with the most revenue: profile, times, last day, revenue. */
export type ArrowTops = { from: string; to: string; people: [number, number, string, number][] }[];

/** People of an arrow that are kept with the map; further ones are looked up. One more than is shown tells whether there are any. */
const KEPT_PEOPLE = 200;

/** The first people of every arrow at once, so that opening one reads no events. O(events). */
export function readArrowTops(tx: Tx, days: number): Promise<ArrowTops> {
  return tx.rows<ArrowTops[number]>(sql`
    with step as materialized (${steps(tx, days)}),
    arrow as (select "from", "to" from step group by 1, 2 order by count(*) desc, 1, 2 limit ${SHOWN}),
    person as (
      select "from", "to", s.profile_id, count(*) as times, max(s.at)::date::text as last_day, coalesce(sum(s.net_minor), 0)::bigint as net_minor
      from step s join arrow a using ("from", "to") group by 1, 2, 3
    ),
    placed as (
      select p.*, row_number() over (partition by "from", "to" order by net_minor desc, profile_id) as place from person p
    )
    select "from", "to", jsonb_agg(jsonb_build_array(profile_id, times, last_day, net_minor) order by place) as people
    from placed where place <= ${KEPT_PEOPLE + 1} group by 1, 2`);
}

/** A page of them with their names of now; null where it reaches beyond what is kept. */
export async function nameArrowPeople(
  tx: Tx,
  kept: ArrowTops[number] | undefined,
  page: number,
): Promise<{ people: JourneyPerson[]; hasNext: boolean } | null> {
  if (kept === undefined || page * PAGE_SIZE > KEPT_PEOPLE) return null;
  const shown = kept.people.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const names = await tx.rows<{ id: number; publicId: string; name: string }>(sql`
    select id, public_id as "publicId", display_name as name from profile
    where shop_id = ${tx.shopId} and id = any(${shown.map(([id]) => id)}::bigint[])`);
  const byId = new Map(names.map(({ id, ...person }) => [id, person]));
  const people = shown.flatMap(([id, times, lastDay, netMinor]) => {
    const person = byId.get(id);
    return person === undefined ? [] : [{ ...person, times, lastDay, netMinor }];
  });
  return { people, hasNext: kept.people.length > page * PAGE_SIZE };
}

/** Each event of the period with the one before it of the same person; `first` where there is none near enough. */
function steps(tx: Tx, days: number): Sql {
  const since = sql`now() - make_interval(days => ${days + TOGETHER_DAYS})`;
  return sql`
    select profile_id, at, net_minor, what as "to", coalesce(case when is_near then before end, 'first') as "from",
           case when is_near then days else 0 end as days
    from (
      select e.*, lag(e.what) over w as before, extract(epoch from e.at - lag(e.at) over w) / 86400 as days,
             e.at - lag(e.at) over w <= make_interval(days => ${TOGETHER_DAYS}) as is_near
      from (
        select m.profile_id, o.placed_at as at, o.id, case when o.channel = 'pos' then 'store' else o.channel end as what,
               ${ownNet(tx.shopId)} as net_minor
        from sales_order o join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
        where o.shop_id = ${tx.shopId} and o.placed_at > ${since} and not o.is_test and o.deleted_at is null
          and o.status not in ('cancelled', 'voided')
        union all
        select m.profile_id, i.happened_at, i.id, case when ${BROWSES} then 'browse' else i.type end, null from interaction i
        join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = i.record_id
        where i.shop_id = ${tx.shopId} and i.happened_at > ${since}
        union all
        select m.profile_id, f.happened_at, f.id, 'review', null from feedback f
        join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = f.record_id
        where f.shop_id = ${tx.shopId} and f.happened_at > ${since}
      ) e window w as (partition by e.profile_id order by e.at, e.what, e.id)
    ) t where t.at > now() - make_interval(days => ${days})`;
}
