import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { DEFAULT_TERMS, type GoodsSums, type MerchantTerms } from './value-terms.ts';

/** The merchant's terms; the defaults until there are any. One row by key. */
export async function readMerchantTerms(tx: Tx): Promise<MerchantTerms> {
  const [row] = await tx.rows<MerchantTerms>(sql`
    select weights, default_margin as "defaultMargin", yearly_discount as "yearlyDiscount", request_cost_minor as "requestCostMinor"
    from value_terms where shop_id = ${tx.shopId}`);
  return row ?? DEFAULT_TERMS;
}

/** Keeps the merchant's terms; they take effect with the next fit. */
export async function saveMerchantTerms(tx: Tx, terms: MerchantTerms, actor: string): Promise<void> {
  await tx.run(sql`
    insert into value_terms (shop_id, weights, default_margin, yearly_discount, request_cost_minor, changed_by)
    values (${tx.shopId}, ${JSON.stringify(terms.weights)}::jsonb, ${terms.defaultMargin}, ${terms.yearlyDiscount},
      ${terms.requestCostMinor}, ${actor})
    on conflict (shop_id) do update set weights = excluded.weights, default_margin = excluded.default_margin,
      yearly_discount = excluded.yearly_discount, request_cost_minor = excluded.request_cost_minor, changed_by = excluded.changed_by,
      changed_at = now()`);
}

/** Goods sold to known customers, and what is known of their cost. One pass over the profiles. */
export async function readGoodsSums(tx: Tx): Promise<GoodsSums> {
  const [row] = await tx.rows<GoodsSums>(sql`
    select coalesce(sum(goods_minor), 0)::bigint as goods, coalesce(sum(costed_goods_minor), 0)::bigint as costed,
           coalesce(sum(goods_cost_minor), 0)::bigint as cost
    from profile_metrics where shop_id = ${tx.shopId}`);
  return row!;
}
