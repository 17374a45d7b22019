import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { FitInput } from './fit-shop-model.ts';
import { buildPurchaseLog, type PurchaseLog } from './purchase-log.ts';
import { cutsOf, type RfmCuts, type ScoreCuts } from './rfm-cuts.ts';
import { type CategoryRhythm, DEFAULT_LOG_SPREAD } from './rhythm.ts';
import { dayNumber, historiesOf } from './score-profiles.ts';
import type { ShopValueModel } from './shop-value-model.ts';
import { missesOf, monthsHeld, RANDOM_WALK } from './value-band.ts';
import type { WorthBasis } from './value-facts.ts';
import { readGoodsSums, readMerchantTerms } from './value-terms.server.ts';
import { marginOf, monthlyDiscount } from './value-terms.ts';
import { WORTH_BASIS } from './worth-basis.ts';

/** Customers that the parameters are fitted on at most, and those whose every order is read for exams and rhythm. */
const FIT_LIMIT = 200_000;
const EXAM_LIMIT = 20_000;

/** The day it is in the shop, `YYYY-MM-DD`. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
}

/** Reads what a fit needs: a few statements, O(profiles) and the orders of 20,000 of them. Rows come
 * in the order of what they say, so that the same customers give the same model whatever their ids are. Samples are by a hash of the id. */
export async function readFitInput(tx: Tx, today: string): Promise<FitInput> {
  const [counted] = await tx.rows<{ buyers: number }>(
    sql`select count(*) as buyers from profile_metrics where shop_id = ${tx.shopId} and purchase_days > 0`,
  );
  const buyers = counted?.buyers ?? 0;
  const day = dayNumber(today);
  const rows = await tx.rows<{ days: number; first: number; last: number; mean: number | null }>(sql`
    select purchase_days as days, first_purchase_day - date '1970-01-01' as first, last_purchase_day - date '1970-01-01' as last,
           repeat_mean_minor as mean
    from profile_metrics where shop_id = ${tx.shopId} and purchase_days > 0 ${sampled(buyers, FIT_LIMIT)}
    order by 1, 2, 3, 4`);
  const terms = await readMerchantTerms(tx);
  const margin = marginOf(await readGoodsSums(tx), terms.defaultMargin);
  return {
    today: day,
    buyers,
    terms: { monthlyDiscountRate: monthlyDiscount(terms.yearlyDiscount), margin: margin.all },
    goodsMargin: margin.goods,
    weights: terms.weights,
    requestCostMinor: terms.requestCostMinor,
    worth: await tx.rows<WorthBasis>(sql`
      select ${WORTH_BASIS} from profile_metrics where shop_id = ${tx.shopId} and orders_count > 0 ${sampled(buyers, EXAM_LIMIT)}`),
    histories: historiesOf(
      rows.map((row) => ({ purchaseDays: row.days, firstPurchaseDay: row.first, lastPurchaseDay: row.last })),
      day,
    ),
    repeatMeanMinor: Float64Array.from(rows, (row) => Math.max(0, row.mean ?? 0)),
    log: await readLog(tx, buyers),
    categories: await readCategories(tx, buyers),
    cuts: await readCuts(tx, today, ALL_ORDERS),
    onlineCuts: await readCuts(tx, today, ONLINE_ORDERS),
  };
}

function sampled(size: number, limit: number): Sql {
  const step = Math.ceil(size / limit);
  return step <= 1 ? sql`` : sql`and abs(hashint8(profile_id)::bigint) % ${step}::bigint = 0`;
}

async function readLog(tx: Tx, buyers: number): Promise<PurchaseLog> {
  const rows = await tx.rows<{ customer: number; day: number; net: number }>(sql`
    with chosen as (
      select profile_id, row_number() over (order by first_purchase_day, last_purchase_day, purchase_days, net_minor, repeat_mean_minor, profile_id) - 1 as customer
      from profile_metrics where shop_id = ${tx.shopId} and purchase_days > 0 ${sampled(buyers, EXAM_LIMIT)}
    )
    select c.customer, o.day - date '1970-01-01' as day, coalesce(sum(o.net_minor) filter (where o.currency = sh.currency), 0)::bigint as net
    from chosen c
    join profile_member m on m.shop_id = ${tx.shopId} and m.profile_id = c.profile_id
    join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
    join shop sh on sh.shop_id = ${tx.shopId}
    where not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
    group by c.customer, o.day
    having not bool_or(o.refunded_minor > 0) or sum(o.net_minor) filter (where o.currency = sh.currency) > 0`);
  const customers = rows.reduce((most, row) => Math.max(most, row.customer + 1), 0);
  return buildPurchaseLog(
    rows.map((row) => ({ customer: row.customer, day: row.day, amount: Math.max(0, row.net) })),
    customers,
  );
}

/** Kinds of goods that people came back for ten times or more, the commonest first. */
function readCategories(tx: Tx, buyers: number): Promise<CategoryRhythm[]> {
  return tx.rows<CategoryRhythm>(sql`
    with chosen as (
      select profile_id from profile_metrics where shop_id = ${tx.shopId} and last_category is not null ${sampled(buyers, EXAM_LIMIT)}
    ),
    bought as (
      select distinct m.profile_id, o.day, coalesce(nullif(l.category, ''), p.product_type) as category
      from chosen c
      join profile_member m on m.shop_id = ${tx.shopId} and m.profile_id = c.profile_id
      join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
      join order_line l on l.shop_id = ${tx.shopId} and l.order_id = o.id
      left join product p on p.shop_id = ${tx.shopId} and p.source_id = o.source_id and p.external_id = l.product_external_id
      where not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided') and o.net_minor > 0
        and coalesce(nullif(l.category, ''), p.product_type, '') <> ''
    ),
    gap as (
      select category, day - lag(day) over (partition by profile_id, category order by day) as days from bought
    )
    select category, count(*) as gaps, percentile_cont(0.5) within group (order by days) as "medianGapDays",
           coalesce(nullif(stddev_samp(ln(days)), 0), ${DEFAULT_LOG_SPREAD})::float8 as "logSpread"
    from gap where days is not null
    group by category having count(*) >= ${LEAST_GAPS} order by gaps desc, category limit ${MOST_CATEGORIES}`);
}

const LEAST_GAPS = 10;
const MOST_CATEGORIES = 200;

type Columns = { readonly day: Sql; readonly orders: Sql; readonly net: Sql };
const ALL_ORDERS: Columns = { day: raw('last_order_day'), orders: raw('orders_count'), net: raw('net_minor') };
const ONLINE_ORDERS: Columns = {
  day: raw('last_online_day'),
  orders: raw('online_orders'),
  net: raw('online_net_minor'),
};

async function readCuts(tx: Tx, today: string, columns: Columns): Promise<RfmCuts> {
  const of = async (value: Sql): Promise<ScoreCuts> =>
    cutsOf(
      await tx.rows<{ value: number; customers: number }>(sql`
        select ${value} as value, count(*) as customers from profile_metrics
        where shop_id = ${tx.shopId} and ${columns.orders} > 0 and ${columns.day} is not null
        group by 1 order by 1`),
    );
  return {
    recency: await of(sql`least(0, ${columns.day} - ${today}::date)`),
    frequency: await of(columns.orders),
    monetary: await of(columns.net),
  };
}

/** Keeps a model as the one in force; scores have yet to follow it. Returns its version. */
export async function keepModel(tx: Tx, model: ShopValueModel, today: string): Promise<number> {
  await tx.run(sql`update value_model set active = false where shop_id = ${tx.shopId} and active`);
  await tx.run(sql`
    delete from value_model where shop_id = ${tx.shopId}
      and version <= (select version from value_model where shop_id = ${tx.shopId} order by version desc offset ${KEPT_MODELS - 1} limit 1)`);
  const [row] = await tx.rows<{ version: number }>(sql`
    insert into value_model (shop_id, active, as_of_day, customers, to_score, body)
    select ${tx.shopId}, true, ${today}::date, count(*) filter (where purchase_days > 0), count(*), ${JSON.stringify(model)}::jsonb
    from profile_metrics where shop_id = ${tx.shopId}
    returning version`);
  return row!.version;
}

/** Models that are kept, for comparison; older ones go with the next. */
const KEPT_MODELS = 30;

/** A model with what became of it. */
export type KeptModel = {
  version: number;
  asOfDay: string;
  state: 'scoring' | 'ready';
  customers: number;
  scored: number;
  toScore: number;
  fittedAt: Date;
  body: ShopValueModel;
};

/** The model in force; null before the first fit. */
export async function readActiveModel(tx: Tx): Promise<KeptModel | null> {
  const [row] = await tx.rows<KeptModel>(sql`
    select version, as_of_day::text as "asOfDay", state, customers, scored, to_score as "toScore", fitted_at as "fittedAt", body
    from value_model where shop_id = ${tx.shopId} and active`);
  return row
    ? {
        ...row,
        body: { ...row.body, categories: row.body.categories ?? [], backTest: told(row.body.backTest) },
      }
    : null;
}

/** A back-test that was kept before it told some of these. */
function told(backTest: ShopValueModel['backTest']): ShopValueModel['backTest'] {
  const whole = { ...UNTOLD, ...backTest };
  return { ...whole, misses: { ...whole.misses, growth: whole.misses.growth ?? RANDOM_WALK } };
}

const UNTOLD = { misses: missesOf([]), monthsHeld: monthsHeld([]) };
