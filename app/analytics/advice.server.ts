import { Worker } from 'node:worker_threads';
import { dayNumber } from '#app/metrics/score-profiles.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { type Advice, adviseFor, type Bought, type KnownProduct } from './advice-for.ts';
import type { AdviceExam, AdviceInput, fitAdvice } from './fit-advice.ts';

/** Customers learned from at most. */
const CUSTOMER_LIMIT = 100_000;
/** A product that no catalogue names counts as on sale if it was sold in these last days. */
const SOLD_LATELY_DAYS = 180;

/** Titles are what all sources share: tills know no Shopify ids. */
const KEY = sql`lower(btrim(l.title))`;
const COUNTS = sql`not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided') and l.title <> ''`;

export type AdviceRows = { keys: string[]; input: AdviceInput };

/** Who bought what and kept it, for the fit. O(lines of at most 100,000 customers). */
export async function readAdviceInput(tx: Tx, today: string): Promise<AdviceRows> {
  const [counted] = await tx.rows<{ buyers: number }>(
    sql`select count(*) as buyers from profile_metrics where shop_id = ${tx.shopId} and orders_count > 0`,
  );
  const step = Math.max(1, Math.ceil((counted?.buyers ?? 0) / CUSTOMER_LIMIT));
  const rows = await tx.rows<{ profile: number; key: string; day: number }>(sql`
    select distinct m.profile_id as profile, ${KEY} as key, o.day - date '1970-01-01' as day
    from sales_order o
    join order_line l on l.shop_id = ${tx.shopId} and l.order_id = o.id
    join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
    where o.shop_id = ${tx.shopId} and ${COUNTS} and (o.refunded_minor = 0 or o.net_minor > 0)
      and abs(hashint8(m.profile_id)::bigint) % ${step}::bigint = 0
    order by 1, 2, 3`);
  // Numbered by name: the same purchases give the same advice whatever their ids are.
  const keys = [...new Set(rows.map((row) => row.key))].sort();
  const itemOf = new Map(keys.map((key, nth) => [key, nth]));
  const profiles = [...new Set(rows.map((row) => row.profile))];
  const customerOf = new Map(profiles.map((profile, nth) => [profile, nth]));
  const input = {
    customers: profiles.length,
    items: keys.length,
    customer: Int32Array.from(rows, (row) => customerOf.get(row.profile)!),
    item: Int32Array.from(rows, (row) => itemOf.get(row.key)!),
    day: Int32Array.from(rows, (row) => row.day),
    today: dayNumber(today),
  };
  return { keys, input };
}

/** Fits in a thread, so that the process goes on with its other jobs meanwhile. Throws what the fit throws. */
export function fitAdviceInThread(input: AdviceInput): Promise<ReturnType<typeof fitAdvice>> {
  return new Promise((fitted, failed) => {
    const thread = new Worker(new URL('./advice-thread-main.ts', import.meta.url), { workerData: input });
    thread.once('message', (result: ReturnType<typeof fitAdvice>) => {
      fitted(result);
      void thread.terminate();
    });
    thread.once('error', failed);
    thread.once('exit', (code) => failed(new Error(`the thread ended with ${code} before it answered`)));
  });
}

/** Puts what was learned in place of what was known. */
export async function keepAdvice(tx: Tx, keys: readonly string[], fitted: ReturnType<typeof fitAdvice>): Promise<void> {
  const rows = fitted.items.map((one) => ({
    product_key: keys[one.item],
    buyers: one.buyers,
    gap_days: one.gapDays,
    neighbours: one.neighbours.map(({ item, weight }) => ({ key: keys[item], weight: Math.round(weight * 1e6) / 1e6 })),
  }));
  await tx.run(sql`delete from product_advice where shop_id = ${tx.shopId}`);
  await tx.run(sql`
    insert into product_advice (shop_id, product_key, title, buyers, offered, returned, gap_days, neighbours)
    select ${tx.shopId}, r.product_key, coalesce(s.title, r.product_key), r.buyers,
           coalesce(c.offered, s.last_day > current_date - ${SOLD_LATELY_DAYS}::int, false), coalesce(s.returned, 0), r.gap_days, r.neighbours
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(product_key text, buyers int, gap_days real, neighbours jsonb)
    left join (
      select ${KEY} as key, min(btrim(l.title)) as title, max(o.day) as last_day,
             (count(*) filter (where o.refunded_minor > 0 and o.net_minor <= 0))::real / count(*) as returned
      from order_line l join sales_order o on o.shop_id = ${tx.shopId} and o.id = l.order_id
      where l.shop_id = ${tx.shopId} and ${COUNTS} group by 1
    ) s on s.key = r.product_key
    left join (
      select lower(btrim(title)) as key, bool_or(deleted_at is null and coalesce(lower(status), 'active') = 'active') as offered
      from product where shop_id = ${tx.shopId} group by 1
    ) c on c.key = r.product_key`);
  await tx.run(sql`
    insert into advice_exam (shop_id, body) values (${tx.shopId}, ${JSON.stringify(fitted.exam)}::jsonb)
    on conflict (shop_id) do update set body = excluded.body, fitted_at = now()`);
}

/** The most bought that are looked at: some of them may have run out since the night. */
const POPULAR = 36;

/** Suggestible now: on sale by the night's learning, and not run out since, as far as Shopify counts stock. `a` is the advice. */
function isToBeHad(tx: Tx): Sql {
  return sql`a.offered and not exists (
    select from product p join product_variant v
      on v.shop_id = ${tx.shopId} and v.source_id = p.source_id and v.product_external_id = p.external_id
    where p.shop_id = ${tx.shopId} and lower(btrim(p.title)) = a.product_key and p.deleted_at is null and v.available is not null
    having count(*) > 0 and not bool_or(coalesce(not v.is_tracked, v.available = 0, false) or coalesce(v.sells_without_stock, false) or v.available > 0))`;
}

/** What to suggest to one person, with reasons. O(the person's lines). */
export async function readAdvice(tx: Tx, profileId: number, today: string, limit = 3): Promise<Advice[]> {
  const bought = await tx.rows<Bought & { givenBack: boolean }>(sql`
    select ${KEY} as key, min(btrim(l.title)) as title, max(o.day) - date '1970-01-01' as "lastDay", count(distinct o.day) as times,
           bool_and((o.refunded_minor > 0 and o.net_minor <= 0) or coalesce(r.quantity, 0) >= l.quantity) as "givenBack"
    from profile_member m
    join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
    join order_line l on l.shop_id = ${tx.shopId} and l.order_id = o.id
    left join lateral (
      select sum((one ->> 'quantity')::numeric) as quantity
      from refund f cross join jsonb_array_elements(f.lines) one
      where f.shop_id = ${tx.shopId} and f.source_id = o.source_id and f.order_external_id = o.external_id
        and o.refunded_minor > 0 and one ->> 'lineExternalId' = l.external_id
    ) r on true
    where m.shop_id = ${tx.shopId} and m.profile_id = ${profileId} and ${COUNTS}
    group by 1`);
  const kept = bought.filter((one) => !one.givenBack);
  const own = await readProducts(tx, sql`a.product_key = any(${kept.map((one) => one.key)}::text[])`);
  const near = own.flatMap((one) => one.neighbours.map(({ key }) => key));
  const others = await readProducts(tx, sql`a.product_key = any(${[...new Set(near)]}::text[])`);
  const popular = await readProducts(tx, sql`a.offered order by a.buyers desc, a.product_key limit ${POPULAR}`);
  const products = new Map([...popular, ...others, ...own].map((one) => [one.key, one]));
  const givenBack = new Set(bought.filter((one) => one.givenBack).map((one) => one.key));
  return adviseFor(kept, products, { limit, today: dayNumber(today), givenBack });
}

function readProducts(tx: Tx, which: Sql): Promise<KnownProduct[]> {
  return tx.rows<KnownProduct>(sql`
    select a.product_key as key, a.title, a.buyers, ${isToBeHad(tx)} as offered, a.gap_days as "gapDays", a.neighbours
    from product_advice a where a.shop_id = ${tx.shopId} and ${which}`);
}

/** Products by buyers, each with what goes with it best. */
export type ProductLine = {
  key: string;
  title: string;
  buyers: number;
  offered: boolean;
  returned: number;
  gapDays: number | null;
  goesWith: string[];
};

/** The fifty most bought products with three others each, and how such advice did. */
export async function readProductAdvice(
  tx: Tx,
): Promise<{ products: ProductLine[]; exam: AdviceExam | null; fittedAt: Date | null }> {
  const products = await tx.rows<ProductLine>(sql`
    select a.product_key as key, a.title, a.buyers, ${isToBeHad(tx)} as offered, a.returned, a.gap_days as "gapDays",
           coalesce((select array_agg(t.title order by t.nth) from (
             select b.title, n.nth from jsonb_array_elements(a.neighbours) with ordinality n(one, nth)
             join product_advice b on b.shop_id = ${tx.shopId} and b.product_key = n.one ->> 'key' and b.offered
             order by n.nth limit 3) t), '{}') as "goesWith"
    from product_advice a where a.shop_id = ${tx.shopId} order by a.buyers desc, a.product_key limit 50`);
  const [exam] = await tx.rows<{ body: AdviceExam | null; fittedAt: Date }>(
    sql`select body, fitted_at as "fittedAt" from advice_exam where shop_id = ${tx.shopId}`,
  );
  return { products, exam: exam?.body ?? null, fittedAt: exam?.fittedAt ?? null };
}
