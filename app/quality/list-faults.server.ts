import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { Check, SubjectName } from './check.ts';
import { contextOf, withVocabulary } from './context.server.ts';
import { selectFaults } from './statements.ts';

/** One row that fails a check, as a person finds it again. */
export type Fault = {
  id: number;
  /** A customer's name, an order's number, a source's name. */
  title: string;
  /** Its id in its source. */
  externalId: string;
  source: string;
  /** What stands there; null where nothing does. */
  found: string | null;
  /** The person's profile; null for what belongs to nobody. */
  profileId: string | null;
  /** The order's day and net amount in minor units of its currency; null for what is no order. */
  day: string | null;
  netMinor: number | null;
  currency: string | null;
  /** The store and the member of staff who entered it; null where nobody is known. */
  store: string | null;
  staff: string | null;
};

const NOBODY = sql`null::bigint as store_id, null::text as staff`;

/** How a subject's rows are shown, over `f (id, source_id, found)`. */
const SHOWN: Readonly<Record<SubjectName, (shopId: number) => Sql>> = {
  customer: (shopId) => sql`
    coalesce(r.full_name, nullif(concat_ws(' ', r.given_name, r.family_name), ''), r.company, r.email, r.phone, '') as title,
    r.external_id as "externalId", p.public_id::text as "profileId", null::text as day, null::bigint as "netMinor", null::text as currency,
    entry.store_id, entry.staff
    from faults f join customer_record r on r.shop_id = ${shopId} and r.id = f.id
    left join lateral (
      select o.store_id, o.staff from sales_order o
      where o.shop_id = ${shopId} and o.record_id = r.id and o.channel = 'pos' and o.deleted_at is null order by o.placed_at, o.id limit 1) entry on true
    left join profile_member m on m.shop_id = ${shopId} and m.record_id = r.id`,
  order: (shopId) => sql`
    coalesce(o.name, o.external_id) as title, o.external_id as "externalId", p.public_id::text as "profileId", o.day::text as day,
    o.net_minor as "netMinor", o.currency, o.store_id, o.staff
    from faults f join sales_order o on o.shop_id = ${shopId} and o.id = f.id
    left join profile_member m on m.shop_id = ${shopId} and m.record_id = o.record_id`,
  refund: (shopId) => sql`
    concat('Refund ', b.external_id) as title, b.external_id as "externalId", p.public_id::text as "profileId", b.day::text as day,
    -b.amount_minor as "netMinor", b.currency, ${NOBODY}
    from faults f join refund b on b.shop_id = ${shopId} and b.id = f.id left join profile_member m on false`,
  profile: (shopId) => sql`
    w.display_name as title, w.records_count || ' records' as "externalId", p.public_id::text as "profileId", null::text as day,
    null::bigint as "netMinor", null::text as currency, ${NOBODY}
    from faults f join profile w on w.shop_id = ${shopId} and w.id = f.id
    left join (select f2.id as profile_id from faults f2) m on m.profile_id = f.id`,
  source: (shopId) => sql`
    s.name as title, s.kind as "externalId", p.public_id::text as "profileId", null::text as day, null::bigint as "netMinor", null::text as currency, ${NOBODY}
    from faults f join source s on s.shop_id = ${shopId} and s.id = f.id left join profile_member m on false`,
};

export type FaultRange = {
  sourceId: number | null;
  /** Rows with greater ids only: for reading all of them, piece by piece. */
  afterId?: number;
  offset?: number;
  limit: number;
};

/** A piece of the rows that fail a check now, in the order of their ids. Costs the check once. */
export async function listFaults(
  tx: Tx,
  shop: Shop,
  check: Check,
  range: FaultRange,
  now = new Date(),
): Promise<Fault[]> {
  const context = await withVocabulary(tx, check, contextOf(shop, now));
  return tx.rows<Fault>(sql`
    with faults as (
      select * from (${selectFaults(check, context, range.sourceId)}) all_faults
      where id > ${range.afterId ?? 0} order by id offset ${range.offset ?? 0} limit ${range.limit}),
    shown as (
      select f.id, f.found, coalesce(src.name, '') as source, ${SHOWN[check.subject](tx.shopId)}
      left join profile p on p.shop_id = ${tx.shopId} and p.id = m.profile_id
      left join source src on src.shop_id = ${tx.shopId} and src.id = f.source_id)
    select shown.*, t.name as store from shown left join store t on t.shop_id = ${tx.shopId} and t.id = shown.store_id
    order by shown.id`);
}
