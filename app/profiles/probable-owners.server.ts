import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { bandsOf, confidenceOf, type OwnerBand } from './owner-bands.ts';

/** Why somebody may have bought: goods that few buy and this person bought before, the name on the card, the store. */
export type OwnerReasons = { goods: number; isNamed: boolean; isOfStore: boolean };

/** A good that more people bought, or more than a quarter of all, tells nothing; likewise a last name that more have. */
const MOST_BUYERS = 60;
const DAYS_BACK = 400;
const MOST_RECEIPTS = 20_000;
/** Receipts whose owner is known that are tried. */
const MOST_TRIALS = 3000;
/** A name on a card says at most so much; a usual store about this much. Bits. */
const MOST_NAME_BITS = 9;
const STORE_BITS = 2;

type Guess = {
  orderId: number;
  recordId: number;
  truth: number | null;
  profileId: number;
  leadBits: number;
} & OwnerReasons;

/**
 * Guesses who bought what the till sold to nobody in particular, in the last `days`. How sure a guess is was tried on receipts whose
 * owner is known, each looked at as if it were not. A guess stays one: it lies in a table of its own that no figure, segment, consent or
 * export reads. A few passes over the till's receipts and the goods that few buy; for the night.
 */
export async function guessOwners(tx: Tx, days: number): Promise<{ guessed: number; examined: number }> {
  const trials = await guess(tx, KNOWN(tx.shopId));
  const bands = bandsOf(trials.map(({ leadBits, truth, profileId }) => ({ leadBits, isRight: truth === profileId })));
  const found = (await guess(tx, ANONYMOUS(tx.shopId, days))).flatMap((one) => {
    const confidence = confidenceOf(bands, one.leadBits);
    return confidence === null ? [] : [{ ...one, confidence }];
  });
  await tx.run(sql`delete from probable_owner where shop_id = ${tx.shopId}`);
  await tx.run(sql`
    insert into probable_owner (shop_id, order_id, record_id, confidence, reasons)
    select ${tx.shopId}, g."orderId", g."recordId", g.confidence,
           jsonb_build_object('goods', g.goods, 'isNamed', g."isNamed", 'isOfStore', g."isOfStore")
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
         as g ("orderId" bigint, "recordId" bigint, confidence real, goods integer, "isNamed" boolean, "isOfStore" boolean)`);
  await tx.run(sql`
    insert into owner_exam (shop_id, bands, examined) values (${tx.shopId}, ${JSON.stringify(bands)}::jsonb, ${trials.length})
    on conflict (shop_id) do update set bands = excluded.bands, examined = excluded.examined, made_at = now()`);
  return { guessed: found.length, examined: trials.length };
}

/** Till receipts as every figure counts them. */
const RECEIPTS = (shopId: number): Sql => sql`
  select o.id, o.store_id, o.day, m.profile_id as truth, r.kind,
         case when r.kind = 'instant' then lower(coalesce(r.full_name, concat_ws(' ', r.given_name, r.family_name))) end as card_name
  from sales_order o
  join shop sh on sh.shop_id = o.shop_id
  left join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id
  left join profile_member m on m.shop_id = o.shop_id and m.record_id = o.record_id and r.kind <> 'instant'
  where o.shop_id = ${shopId} and o.channel = 'pos' and not o.is_test and o.deleted_at is null
    and o.status not in ('cancelled', 'voided') and o.currency = sh.currency`;

const KNOWN = (shopId: number): Sql =>
  sql`${RECEIPTS(shopId)} and m.profile_id is not null order by o.day desc, o.id desc limit ${MOST_TRIALS}`;

const ANONYMOUS = (shopId: number, days: number): Sql => sql`
  ${RECEIPTS(shopId)} and m.profile_id is null and o.day > (now() at time zone sh.time_zone)::date - ${days}::integer
  order by o.day desc, o.id desc limit ${MOST_RECEIPTS}`;

/** For each receipt the person for whom most speaks, and by how many bits; the receipt itself does not speak. */
function guess(tx: Tx, receipts: Sql): Promise<Guess[]> {
  return tx.rows<Guess>(sql`
    with receipt as materialized (${receipts}),
    bought as materialized (
      select distinct m.profile_id, o.id as order_id, o.store_id, coalesce(l.product_external_id, l.sku, l.title) as good
      from sales_order o
      join profile_member m on m.shop_id = o.shop_id and m.record_id = o.record_id
      join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id and r.kind <> 'instant'
      join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
      where o.shop_id = ${tx.shopId} and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
        and o.day > current_date - ${DAYS_BACK}::integer
    ),
    people as (select greatest(count(distinct profile_id), 2)::real as n from bought),
    rare as materialized (
      select good, log(2, (p.n / count(distinct profile_id))::numeric)::real as bits
      from bought cross join people p group by good, p.n having count(distinct profile_id) between 1 and least(${MOST_BUYERS}, p.n / 4)
    ),
    by_goods as (
      select t.id, b.profile_id, sum(distinct_good.bits) as bits, count(*) as goods
      from receipt t
      cross join lateral (
        select distinct coalesce(l.product_external_id, l.sku, l.title) as good from order_line l
        where l.shop_id = ${tx.shopId} and l.order_id = t.id) own
      join rare distinct_good using (good)
      join lateral (select distinct profile_id from bought b where b.good = own.good and b.order_id <> t.id) b on true
      group by t.id, b.profile_id
    ),
    named as materialized (
      select lower(family_name) as family, lower(left(given_name, 1)) as initial, id as profile_id,
             count(*) over (partition by lower(family_name)) as namesakes
      from profile where shop_id = ${tx.shopId} and family_name is not null and given_name is not null
    ),
    by_name as (
      select t.id, n.profile_id, least(${MOST_NAME_BITS}::real, log(2, (p.n / n.namesakes)::numeric)::real) as bits
      from receipt t cross join people p
      join named n on n.family = substring(t.card_name from '[^ ]+$') and n.initial = left(t.card_name, 1) and n.namesakes <= ${MOST_BUYERS}
      where t.card_name like '% %'
    ),
    candidate as (
      select id, profile_id, sum(bits) as bits, sum(goods)::integer as goods, bool_or(is_named) as is_named
      from (select id, profile_id, bits, goods, false as is_named from by_goods
            union all select id, profile_id, bits, 0, true from by_name) e
      group by id, profile_id
    ),
    weighed as (
      select c.*, s.is_of_store, c.bits + case when s.is_of_store then ${STORE_BITS}::real else 0 end as score
      from candidate c join receipt t using (id)
      cross join lateral (select exists (select from bought b where b.profile_id = c.profile_id and b.store_id = t.store_id
                                                              and b.order_id <> t.id) as is_of_store) s
    ),
    placed as (
      select w.*, row_number() over best as place, lead(score, 1, 0) over best as next_score
      from weighed w window best as (partition by id order by score desc, profile_id)
    )
    select p.id as "orderId", p.profile_id as "recordId", p.profile_id as "profileId", t.truth, (p.score - p.next_score)::real as "leadBits",
           p.goods, p.is_named as "isNamed", p.is_of_store as "isOfStore"
    from placed p join receipt t using (id) where p.place = 1 order by p.id`);
}

export type ProbableOwner = OwnerReasons & {
  /** The receipt as its till calls it. */
  receipt: string;
  day: string;
  store: string;
  netMinor: number;
  name: string;
  publicId: string;
  confidence: number;
};

export type ProbableOwners = {
  /** Guesses in all; those shown are the surest, then those with most money. */
  guessed: number;
  netMinor: number;
  shown: ProbableOwner[];
  bands: OwnerBand[];
  examined: number;
  madeAt: Date;
};

/** What the last night guessed; null before the first. Names only: a guess is no way to reach anybody. */
export async function readProbableOwners(tx: Tx, most: number): Promise<ProbableOwners | null> {
  const [exam] = await tx.rows<Pick<ProbableOwners, 'bands' | 'examined' | 'madeAt'>>(
    sql`select bands, examined, made_at as "madeAt" from owner_exam where shop_id = ${tx.shopId}`,
  );
  if (!exam) {
    return null;
  }
  const [sum] = await tx.rows<{ guessed: number; netMinor: number }>(sql`
    select count(*)::integer as guessed, coalesce(sum(o.net_minor), 0)::bigint as "netMinor"
    from probable_owner g join sales_order o on o.shop_id = g.shop_id and o.id = g.order_id where g.shop_id = ${tx.shopId}`);
  const shown = await tx.rows<ProbableOwner>(sql`
    select coalesce(o.name, o.external_id) as receipt, o.day::text as day, coalesce(st.name, 'No store named') as store, o.net_minor as "netMinor",
           coalesce(nullif(p.display_name, ''), 'No name') as name, p.public_id as "publicId", g.confidence,
           (g.reasons ->> 'goods')::integer as goods, (g.reasons ->> 'isNamed')::boolean as "isNamed",
           (g.reasons ->> 'isOfStore')::boolean as "isOfStore"
    from probable_owner g
    join sales_order o on o.shop_id = g.shop_id and o.id = g.order_id
    left join store st on st.shop_id = o.shop_id and st.id = o.store_id
    join profile_member m on m.shop_id = g.shop_id and m.record_id = g.record_id
    join profile p on p.shop_id = g.shop_id and p.id = m.profile_id
    where g.shop_id = ${tx.shopId} order by g.confidence desc, o.net_minor desc, o.id limit ${most}`);
  return { ...exam, ...sum!, shown };
}
