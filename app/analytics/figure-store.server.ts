import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** A figure as it was last worked out. */
export type KeptFigure = { body: unknown; tookMs: number; workedOut: Date; wantedAt: Date | null };

/** The figure kept under this key; null if it is worked out afresh each time. One row by key. */
export async function readKeptFigure(tx: Tx, key: string): Promise<KeptFigure | null> {
  const [row] = await tx.rows<KeptFigure>(sql`
    select body, took_ms as "tookMs", worked_out as "workedOut", wanted_at as "wantedAt"
    from figure where shop_id = ${tx.shopId} and key = ${key}`);
  return row ?? null;
}

/** Keeps a figure, or replaces it. */
export async function keepFigure(tx: Tx, key: string, body: unknown, tookMs: number): Promise<void> {
  await tx.run(sql`
    insert into figure (shop_id, key, body, took_ms, worked_out)
    values (${tx.shopId}, ${key}, ${JSON.stringify(body)}::jsonb, ${Math.round(tookMs)}, now())
    on conflict (shop_id, key) do update set body = excluded.body, took_ms = excluded.took_ms, worked_out = excluded.worked_out, wanted_at = null`);
}

/** Notes that somebody looks at a figure that has grown old. */
export async function wantFigure(tx: Tx, key: string): Promise<void> {
  await tx.run(
    sql`update figure set wanted_at = now() where shop_id = ${tx.shopId} and key = ${key} and wanted_at is null`,
  );
}

/** Notes that all kept figures have grown old: the scores under them are new. */
export async function wantAllFigures(tx: Tx): Promise<void> {
  await tx.run(sql`update figure set wanted_at = now() where shop_id = ${tx.shopId} and wanted_at is null`);
}

/** Keys of the figures that somebody waits for, the longest first. */
export async function wantedFigures(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ key: string }>(
    sql`select key from figure where shop_id = ${tx.shopId} and wanted_at is not null order by wanted_at limit 100`,
  );
  return rows.map((row) => row.key);
}

/** Keys of the figures that are kept and that nobody waits for. */
export async function freshFigures(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ key: string }>(
    sql`select key from figure where shop_id = ${tx.shopId} and wanted_at is null`,
  );
  return rows.map((row) => row.key);
}

/**
 * Forgets figures of days before `today`, which no page asks for any more however often all figures were wanted, and those that nobody has
 * wanted renewed for three days.
 */
export async function dropOldFigures(tx: Tx, today: string): Promise<void> {
  await tx.run(sql`
    delete from figure where shop_id = ${tx.shopId}
      and (substring(key from '"(?:today|until)","([0-9-]{10})"') < ${today} or (worked_out < now() - interval '3 days' and wanted_at is null))`);
}

/** Forgets a figure: what it asked for no longer is, or is quick. */
export async function dropFigure(tx: Tx, key: string): Promise<void> {
  await tx.run(sql`delete from figure where shop_id = ${tx.shopId} and key = ${key}`);
}
