import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** In place of an upload: the shop's history from Shopify. */
export const HISTORY = 0;

/** Notes records whose derived data an import has still to renew. `people`: those of them that are new or say another thing. */
export async function keepTouched(
  tx: Tx,
  uploadId: number,
  touched: readonly number[],
  people: ReadonlySet<number>,
): Promise<void> {
  await tx.run(sql`
    insert into upload_touched as t (shop_id, upload_id, record_id, is_person)
    select ${tx.shopId}, ${uploadId}, r.id, r.is_person
    from unnest(${[...touched]}::bigint[], ${touched.map((id) => people.has(id))}::boolean[]) as r (id, is_person)
    on conflict (shop_id, upload_id, record_id) do update set is_person = true where excluded.is_person and not t.is_person`);
}

/** Takes up to `most` of them off the list, with up to `people` to be decided, in order of id: whoever commits has renewed them. */
export function takeTouched(
  tx: Tx,
  uploadId: number,
  { most, people }: { most: number; people: number },
): Promise<{ recordId: number; isPerson: boolean }[]> {
  return tx.rows(sql`
    delete from upload_touched t
    where t.shop_id = ${tx.shopId} and t.upload_id = ${uploadId} and t.record_id = any(array(
      select record_id from (
        select record_id, count(*) filter (where is_person) over (order by record_id) as nth from upload_touched
        where shop_id = ${tx.shopId} and upload_id = ${uploadId} order by record_id limit ${most}) next
      where nth <= ${people}))
    returning t.record_id as "recordId", t.is_person as "isPerson"`);
}

/** Whether any are left. */
export async function isAnyTouched(tx: Tx, uploadId: number): Promise<boolean> {
  const [row] = await tx.rows<{ any: boolean }>(sql`
    select exists (select from upload_touched where shop_id = ${tx.shopId} and upload_id = ${uploadId}) as any`);
  return row!.any;
}

/** Those of them that are new or say another thing, or are in no profile yet, in order of id. */
export async function touchedPeople(tx: Tx, uploadId: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select t.record_id as id from upload_touched t
    where t.shop_id = ${tx.shopId} and t.upload_id = ${uploadId}
      and (t.is_person or not exists (select from profile_member m where m.shop_id = ${tx.shopId} and m.record_id = t.record_id))
    order by 1`);
  return rows.map((row) => row.id);
}

/** Notes that it is known who all of them are: only what is shown and counted of them has still to be renewed. */
export async function touchedAreDecided(tx: Tx, uploadId: number): Promise<void> {
  await tx.run(sql`
    update upload_touched set is_person = false where shop_id = ${tx.shopId} and upload_id = ${uploadId} and is_person`);
}
