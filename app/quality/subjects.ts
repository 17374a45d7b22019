import { type Sql, sql } from '#app/platform/sql.ts';
import type { SubjectName } from './check.ts';

/** Where the rows of a subject are found. */
type Subject = {
  from: Sql;
  id: Sql;
  /** Null: the row comes from several sources. */
  sourceId: Sql;
  /** The store and the member of staff by whom it was entered; null where nobody is known. */
  storeId: Sql;
  staff: Sql;
  /** What counts as living data of the shop at all. */
  living: (shopId: number) => Sql;
};

const NOWHERE = { storeId: sql`null::bigint`, staff: sql`null::text` };

/**
 * The subjects of checks. Of customers, what a source has deleted or merged away does not count, nor the payers of whom
 * only a name on a card is known; of orders, neither tests nor what was cancelled.
 */
export const SUBJECTS = {
  customer: {
    from: sql`customer_record r`,
    id: sql`r.id`,
    sourceId: sql`r.source_id`,
    storeId: sql`entry.store_id`,
    staff: sql`entry.staff_number`,
    living: (shopId) =>
      sql`r.shop_id = ${shopId} and r.deleted_at is null and r.merged_into is null and r.kind <> 'instant'`,
  },
  order: {
    from: sql`sales_order o`,
    id: sql`o.id`,
    sourceId: sql`o.source_id`,
    storeId: sql`o.store_id`,
    staff: sql`o.staff`,
    living: (shopId) =>
      sql`o.shop_id = ${shopId} and o.deleted_at is null and not o.is_test and o.status not in ('cancelled', 'voided')`,
  },
  refund: {
    from: sql`refund f`,
    id: sql`f.id`,
    sourceId: sql`f.source_id`,
    ...NOWHERE,
    living: (shopId) => sql`f.shop_id = ${shopId}`,
  },
  source: {
    from: sql`source s`,
    id: sql`s.id`,
    sourceId: sql`s.id`,
    ...NOWHERE,
    living: (shopId) => sql`s.shop_id = ${shopId}`,
  },
  profile: {
    from: sql`profile p`,
    id: sql`p.id`,
    sourceId: sql`0::bigint`,
    ...NOWHERE,
    living: (shopId) => sql`p.shop_id = ${shopId}`,
  },
} as const satisfies Record<SubjectName, Subject>;

/** A customer's name as it is written, whole or in parts; null if there is none. */
export const WRITTEN_NAME: Sql = sql`coalesce(r.full_name,
    nullif(coalesce(r.given_name || ' ' || r.family_name, r.given_name, r.family_name), ''))`;
