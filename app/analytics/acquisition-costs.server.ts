import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { comparedBy } from './cohort-grouping.ts';
import type { CostDraft } from './cost-draft.ts';
import type { AcquisitionCost } from './payback.ts';

/** Most costs that are shown; the oldest months fall out of sight first. */
const SHOWN = 400;

/** What the merchant has told of costs, the latest month first. */
export async function readCosts(tx: Tx): Promise<AcquisitionCost[]> {
  return tx.rows<AcquisitionCost>(sql`
    select id, to_char(month, 'YYYY-MM') as month, split, value, amount_minor as "amountMinor"
    from acquisition_cost where shop_id = ${tx.shopId} order by month desc, split, value limit ${SHOWN}`);
}

/** Keeps a cost in place of what was told before of the same month and the same customers, however their name was spelled. Gives its id. */
export async function saveCost(tx: Tx, draft: CostDraft, actor: string): Promise<number> {
  await tx.run(sql`
    delete from acquisition_cost
    where shop_id = ${tx.shopId} and month = ${`${draft.month}-01`}::date and split = ${draft.split} and value <> ${draft.value}
      and ${comparedBy(draft.split, sql`value`)} = ${comparedBy(draft.split, sql`${draft.value}::text`)}`);
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into acquisition_cost (shop_id, month, split, value, amount_minor, entered_by)
    values (${tx.shopId}, ${`${draft.month}-01`}::date, ${draft.split}, ${draft.value}, ${draft.amountMinor}, ${actor})
    on conflict (shop_id, month, split, value) do update
      set amount_minor = excluded.amount_minor, entered_by = excluded.entered_by, entered_at = now()
    returning id`);
  return row!.id;
}

/** Forgets a cost; one that is gone is no fault. */
export async function removeCost(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`delete from acquisition_cost where shop_id = ${tx.shopId} and id = ${id}`);
}
