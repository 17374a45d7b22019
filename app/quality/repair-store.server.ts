import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { Check } from './check.ts';
import { contextOf, withVocabulary } from './context.server.ts';
import type { Forecast, MendableRow, RepairChange } from './repair.ts';
import { selectFaults } from './statements.ts';

export type RepairState = 'waiting' | 'applied' | 'undoing' | 'undone';

export type KeptRepair = {
  id: number;
  checkKey: string;
  sourceId: number | null;
  state: RepairState;
  forecast: Partial<Forecast>;
  result: Partial<Forecast>;
  cursorId: number;
  askedBy: string;
  askedAt: Date;
  appliedAt: Date | null;
  undoneAt: Date | null;
  changes: number;
};

const SELECT = sql`
  select q.id, q.check_key as "checkKey", q.source_id as "sourceId", q.state, q.forecast, q.result, q.cursor_id as "cursorId",
    case when q.asked_by like 'staff:%' then coalesce(m.name, 'Member of staff') else q.asked_by end as "askedBy",
    q.asked_at as "askedAt", q.applied_at as "appliedAt", q.undone_at as "undoneAt",
    (select count(distinct c.record_id) from quality_repair_change c where c.shop_id = q.shop_id and c.repair_id = q.id) as changes
  from quality_repair q left join staff_member m on m.shop_id = q.shop_id and m.staff_id = substr(q.asked_by, 7)`;

export function listRepairs(tx: Tx, checkKey: string | null, most = 20): Promise<KeptRepair[]> {
  return tx.rows<KeptRepair>(sql`
    ${SELECT} where q.shop_id = ${tx.shopId} and (${checkKey}::text is null or q.check_key = ${checkKey}) order by q.id desc limit ${most}`);
}

export async function findRepair(tx: Tx, id: number): Promise<KeptRepair | null> {
  const [row] = await tx.rows<KeptRepair>(sql`${SELECT} where q.shop_id = ${tx.shopId} and q.id = ${id}`);
  return row ?? null;
}

/** Another person's record of a kind, the latest first, as JSON. */
function otherRecord(shopId: number, has: 'name' | 'address') {
  const whole =
    has === 'name'
      ? sql`coalesce(t.full_name, t.family_name) is not null`
      : sql`t.line1 is not null and t.city is not null and t.country is not null and t.postal_code is not null`;
  return sql`(
    select jsonb_build_object('given_name', t.given_name, 'family_name', t.family_name, 'full_name', t.full_name, 'line1', t.line1, 'line2', t.line2,
      'city', t.city, 'region', t.region, 'postal_code', t.postal_code, 'country', t.country)
    from profile_member mine
    join profile_member other on other.shop_id = ${shopId} and other.profile_id = mine.profile_id and other.record_id <> mine.record_id
    join customer_record t on t.shop_id = ${shopId} and t.id = other.record_id and t.deleted_at is null
    where mine.shop_id = ${shopId} and mine.record_id = r.id and ${whole}
    order by t.version_at desc nulls last, t.id limit 1)`;
}

/**
 * Records that fail the check now, after an id, with all that a repair may look at. Addresses that their source has confirmed are
 * left out where the address is what would change. Costs the check once.
 */
export async function rowsToMend(
  tx: Tx,
  shop: Shop,
  check: Check,
  range: { sourceId: number | null; afterId: number; most: number },
  now: Date,
): Promise<MendableRow[]> {
  const context = await withVocabulary(tx, check, contextOf(shop, now));
  const confirmed =
    check.key === 'email_typo_domain'
      ? sql` and not exists (select from identifier v where v.shop_id = ${tx.shopId} and v.record_id = r.id and v.kind = 'email' and v.verified)`
      : sql``;
  return tx.rows<MendableRow>(sql`
    select r.id, r.given_name, r.family_name, r.full_name, r.line1, r.line2, r.city, r.region, r.postal_code, r.country, r.birth_date, r.email,
      r.phone_e164, ${otherRecord(tx.shopId, 'name')} as named, ${otherRecord(tx.shopId, 'address')} as placed
    from (${selectFaults(check, context, range.sourceId)}) f
    join customer_record r on r.shop_id = ${tx.shopId} and r.id = f.id
    where f.id > ${range.afterId}${confirmed} order by f.id limit ${range.most}`);
}

export async function keepRepair(
  tx: Tx,
  { checkKey, sourceId, forecast }: { checkKey: string; sourceId: number | null; forecast: Forecast | null },
  actor: string,
): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into quality_repair (shop_id, check_key, source_id, forecast, asked_by)
    values (${tx.shopId}, ${checkKey}, ${sourceId}, ${JSON.stringify(forecast ?? {})}::jsonb, ${actor}) returning id`);
  return row!.id;
}

export async function keepRepairChanges(tx: Tx, repairId: number, changes: readonly RepairChange[]): Promise<void> {
  const rows = changes.map(({ recordId, field, before, after }) => ({ record_id: recordId, field, before, after }));
  await tx.run(sql`
    insert into quality_repair_change (shop_id, repair_id, record_id, field, before, after)
    select ${tx.shopId}, ${repairId}, c.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as c (record_id bigint, field text, before text, after text)
    on conflict do nothing`);
}

/** Changes of a repair by record, the first ones or those after an id. */
export function readRepairChanges(tx: Tx, repairId: number, afterId: number, most: number): Promise<RepairChange[]> {
  return tx.rows<RepairChange>(sql`
    select record_id as "recordId", field, before, after from quality_repair_change
    where shop_id = ${tx.shopId} and repair_id = ${repairId} and record_id in (
      select distinct record_id from quality_repair_change
      where shop_id = ${tx.shopId} and repair_id = ${repairId} and record_id > ${afterId} order by record_id limit ${most})
    order by record_id, field`);
}

/** Notes how far a repair has come. */
export async function noteRepair(
  tx: Tx,
  id: number,
  at: { state: RepairState; cursorId: number; result?: Forecast },
): Promise<void> {
  await tx.run(sql`
    update quality_repair set state = ${at.state}, cursor_id = ${at.cursorId},
      result = case when ${at.result !== undefined} then ${JSON.stringify(at.result ?? {})}::jsonb else result end,
      applied_at = case when ${at.state} = 'applied' then coalesce(applied_at, now()) else applied_at end,
      undone_at = case when ${at.state} = 'undone' then now() else undone_at end
    where shop_id = ${tx.shopId} and id = ${id}`);
}

/** Keys of the checks whose repair runs by itself. */
export async function repairsByThemselves(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ key: string }>(sql`
    select distinct check_key as key from quality_standard where shop_id = ${tx.shopId} and repairs and is_active order by 1`);
  return rows.map((row) => row.key);
}

/** Lets a check's repair run by itself from now on, or no more. */
export async function letRepairItself(tx: Tx, checkKey: string, repairs: boolean, actor: string): Promise<void> {
  await tx.run(sql`
    insert into quality_standard (shop_id, check_key, repairs, changed_by) values (${tx.shopId}, ${checkKey}, ${repairs}, ${actor})
    on conflict (shop_id, check_key, source_id, store_id) do update set repairs = excluded.repairs, changed_at = now(), changed_by = excluded.changed_by`);
}
