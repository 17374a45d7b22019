import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type NobodysValues, nobodysValues } from './nobodys-values.ts';

/** A value that identifies nobody by a person's decision. `kind`: email, phone or the kind of an identifier. */
export type NeverIdentifies = { kind: string; value: string; decidedBy: string; decidedAt: Date };

/** All such values in the form in which records are compared. One small read. */
export async function valuesOfNobody(tx: Tx): Promise<NobodysValues> {
  const rows = await tx.rows<{ kind: string; value: string }>(
    sql`select kind, value from never_identifies where shop_id = ${tx.shopId}`,
  );
  return nobodysValues(rows);
}

/** The decisions as they were taken, the latest first. */
export function readNeverIdentifies(tx: Tx): Promise<NeverIdentifies[]> {
  return tx.rows<NeverIdentifies>(sql`
    select kind, value, decided_by as "decidedBy", decided_at as "decidedAt" from never_identifies
    where shop_id = ${tx.shopId} order by decided_at desc, kind, value`);
}

/**
 * Keeps that a value identifies nobody, until somebody takes it back. Profiles follow when the records that hold it
 * (`holdersOf`) are resolved again.
 */
export async function keepNeverIdentifies(tx: Tx, kind: string, value: string, actor: string): Promise<void> {
  await tx.run(sql`
    insert into never_identifies (shop_id, kind, value, decided_by) values (${tx.shopId}, ${kind}, ${value}, ${actor})
    on conflict (shop_id, kind, value) do nothing`);
}

/** Takes the decision back; the value counts again as far as its use by several people lets it. */
export async function dropNeverIdentifies(tx: Tx, kind: string, value: string): Promise<void> {
  await tx.run(sql`delete from never_identifies where shop_id = ${tx.shopId} and kind = ${kind} and value = ${value}`);
}

/** Records that hold a value as an identifier. */
export async function holdersOf(tx: Tx, kind: string, value: string): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select record_id as id from identifier
    where shop_id = ${tx.shopId} and kind = ${kind} and value_normal = ${value} order by record_id`);
  return rows.map((row) => row.id);
}
