import { type Sql, sql } from '#app/platform/sql.ts';
import { COHORT_SPLITS, type CohortSplit } from './cohort-groups.ts';

/**
 * What of the first order a customer is grouped by, as text. The order goes by the alias `f` and has its channel, store_id, source_id,
 * discount_minor, discount_codes and visit. A campaign is the one that marketing wrote into its link, else the discount code.
 */
export function groupingOf(shopId: number, split: CohortSplit): Sql {
  const values: Readonly<Record<CohortSplit, Sql>> = {
    month: sql`''`,
    channel: sql`f.channel`,
    store: sql`coalesce((select st.name from store st where st.shop_id = ${shopId} and st.id = f.store_id), 'No store')`,
    campaign: sql`coalesce(f.visit ->> 'campaign', 'Code ' || f.discount_codes[1], 'No campaign')`,
    visit: sql`coalesce(f.visit ->> 'source', case when f.channel = 'online' then 'Not told' else 'Not online' end)`,
    source: sql`coalesce((select so.name from source so where so.shop_id = ${shopId} and so.id = f.source_id), '')`,
    discount: sql`case when f.discount_minor > 0 or f.discount_codes <> '{}' then 'With a discount' else 'At full price' end`,
    product: sql`coalesce((select l.title from order_line l where l.shop_id = ${shopId} and l.order_id = f.id
                           order by l.total_minor desc, l.position limit 1), 'Not known')`,
  };
  return values[COHORT_SPLITS.includes(split) ? split : 'month'];
}

/** Splits whose values people type, into links and files: names that differ by capitals and spaces only are one. */
export const TYPED_SPLITS: readonly CohortSplit[] = ['campaign', 'visit'];

/** What is equal for values that count as one; `joinSpellings` says the same of texts at hand. */
export function comparedBy(split: CohortSplit, value: Sql): Sql {
  return TYPED_SPLITS.includes(split) ? sql`lower(btrim(regexp_replace(${value}, '\\s+', ' ', 'g')))` : value;
}
