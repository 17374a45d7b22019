import type { Tx } from '#app/platform/db.server.ts';
import { eventArray } from '#app/platform/event-plan.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/**
 * What these profiles bought beyond its price, as `told`, a row a profile: goods and their cost, discounts, categories, vendors,
 * referrals. Goods are the lines less what was given back and less tax; an order without lines counts whole as goods. Costs and types are
 * the products' own as they stand today. O(lines of their orders). Tables of a statement, to follow `with`.
 */
export function goodsOf(tx: Tx, profileIds: readonly number[]): Sql {
  const ids = eventArray(profileIds, profileIds.length);
  return sql`
    sale as (
      select m.profile_id, o.id, o.day, o.source_id, o.net_minor, o.discount_minor, coalesce(o.tax_included, false) as tax_included,
             case when o.total_minor > 0 then least(1, greatest(0, o.net_minor::numeric / o.total_minor)) else 0 end as kept
      from profile_member m
      join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
      join shop sh on sh.shop_id = ${tx.shopId} and sh.currency = o.currency
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${ids})
        and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
    ),
    line as (
      select s.profile_id, s.day, s.kept, l.total_minor - case when s.tax_included then l.tax_minor else 0 end as goods,
             l.quantity * v.unit_cost_minor as cost, nullif(coalesce(nullif(l.category, ''), p.product_type), '') as category,
             nullif(coalesce(nullif(l.vendor, ''), p.vendor), '') as vendor
      from sale s
      join order_line l on l.shop_id = ${tx.shopId} and l.order_id = s.id
      left join product_variant v on v.shop_id = ${tx.shopId} and v.source_id = s.source_id and v.external_id = l.variant_external_id
      left join product p on p.shop_id = ${tx.shopId} and p.source_id = s.source_id and p.external_id = l.product_external_id
    ),
    lines as (
      select l.profile_id, sum(l.kept * l.goods) as goods, sum(l.kept * l.goods) filter (where l.cost is not null) as costed,
             sum(l.kept * l.cost) as cost, count(distinct l.category)::integer as categories, count(distinct l.vendor)::integer as vendors
      from line l group by l.profile_id
    ),
    -- What the last order with kept goods of a known kind was mostly of.
    latest as (
      select distinct on (l.profile_id) l.profile_id, l.category from line l where l.category is not null and l.kept > 0
      order by l.profile_id, l.day desc, l.goods desc, l.category
    ),
    orders as (
      select s.profile_id, sum(s.discount_minor) as discount,
             sum(s.net_minor) filter (where not exists (
               select from order_line l where l.shop_id = ${tx.shopId} and l.order_id = s.id)) as bare
      from sale s group by s.profile_id
    ),
    referral as (
      select m.profile_id, count(*)::integer as referrals
      from profile_member m join loyalty_entry e on e.shop_id = ${tx.shopId} and e.record_id = m.record_id
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${ids}) and e.entry = 'movement' and e.reason ~* 'referr'
      group by m.profile_id
    ),
    told as (
      select k.profile_id, round(coalesce(l.goods, 0) + coalesce(o.bare, 0))::bigint as goods, round(coalesce(l.costed, 0))::bigint as costed,
             round(coalesce(l.cost, 0))::bigint as cost, coalesce(o.discount, 0)::bigint as discount, coalesce(l.categories, 0) as categories,
             coalesce(l.vendors, 0) as vendors, coalesce(r.referrals, 0) as referrals, lc.category as last_category
      from unnest(${ids}) k (profile_id)
      left join lines l using (profile_id) left join latest lc using (profile_id) left join orders o using (profile_id) left join referral r using (profile_id)
    )`;
}

/** Writes it where it differs, for profiles whose other figures stand as they are. */
export async function refreshGoods(tx: Tx, profileIds: readonly number[]): Promise<void> {
  await tx.run(sql`
    with ${goodsOf(tx, profileIds)}
    update profile_metrics pm set goods_minor = t.goods, costed_goods_minor = t.costed, goods_cost_minor = t.cost,
      discount_minor = t.discount, categories_count = t.categories, vendors_count = t.vendors, referrals_count = t.referrals,
      last_category = t.last_category
    from told t
    where pm.shop_id = ${tx.shopId} and pm.profile_id = t.profile_id
      and (pm.goods_minor, pm.costed_goods_minor, pm.goods_cost_minor, pm.discount_minor, pm.categories_count, pm.vendors_count, pm.referrals_count, pm.last_category)
        is distinct from (t.goods, t.costed, t.cost, t.discount, t.categories, t.vendors, t.referrals, t.last_category)`);
}

/**
 * The next `limit` profiles after `after` that bought a product whose type or cost was told otherwise since the model in force was
 * fitted, with an hour to spare for what came while it was; since ever, where none is. O(lines of those products).
 */
export async function profilesWithNewCosts(tx: Tx, after: number, limit: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select distinct m.profile_id as id
    from product p
    join order_line l on l.shop_id = ${tx.shopId} and l.product_external_id = p.external_id
    join sales_order o on o.shop_id = ${tx.shopId} and o.id = l.order_id and o.source_id = p.source_id
    join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
    where p.shop_id = ${tx.shopId} and m.profile_id > ${after}
      and p.goods_changed_at > coalesce(
        (select v.fitted_at - interval '1 hour' from value_model v where v.shop_id = ${tx.shopId} and v.active), '-infinity'::timestamptz)
    order by 1 limit ${limit}`);
  return rows.map((row) => row.id);
}
