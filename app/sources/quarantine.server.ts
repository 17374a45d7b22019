import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { ContinuesSale } from './outcome.ts';
import type { RefusedAlike } from './repair-preview.ts';

/** A refused row as it waits: its cells as they stood in the file, and as somebody has corrected them. */
export type WaitingRow = {
  row: number;
  code: string;
  /** Column by its name in the file; empty = the row as a whole. */
  column: string;
  reason: string;
  cells: string[];
  corrected: string[] | null;
  continues: ContinuesSale | null;
};

/** Every refused row of an import, in the order of the file. */
export function readWaiting(tx: Tx, uploadId: number): Promise<WaitingRow[]> {
  return tx.rows<WaitingRow>(sql`
    select row_number as row, code, field as column, reason, cells, corrected, continues from upload_row_issue
    where shop_id = ${tx.shopId} and upload_id = ${uploadId} and severity = 'refused' order by row_number`);
}

/** The refused rows of an import by what is wrong with them, the most first; up to `most` kinds. O(refused rows). */
export function refusedAlike(tx: Tx, uploadId: number, most = 20): Promise<RefusedAlike[]> {
  return tx.rows<RefusedAlike>(sql`
    select code, field as column, (array_agg(reason order by row_number))[1] as reason, count(*)::integer as rows,
           min(row_number) as "firstRow"
    from upload_row_issue
    where shop_id = ${tx.shopId} and upload_id = ${uploadId} and severity = 'refused'
    group by code, field order by count(*) desc, min(row_number) limit ${most}`);
}

/** Keeps corrected cells of refused rows. Returns how many of the rows were waiting. */
export function correctRows(
  tx: Tx,
  uploadId: number,
  rows: readonly { row: number; cells: readonly string[] }[],
): Promise<number> {
  return tx.run(sql`
    update upload_row_issue i set corrected = c.cells
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (row bigint, cells jsonb)
    where i.shop_id = ${tx.shopId} and i.upload_id = ${uploadId} and i.row_number = c.row and i.severity = 'refused'`);
}

/** Takes rows off the quarantine: they have come in, or somebody leaves them out. Returns how many. */
export function releaseRows(tx: Tx, uploadId: number, rows: readonly number[]): Promise<number> {
  return tx.run(sql`
    delete from upload_row_issue
    where shop_id = ${tx.shopId} and upload_id = ${uploadId} and severity = 'refused' and row_number = any(${[...rows]}::bigint[])`);
}

/** Lets the bringing in of corrected rows begin. False if the import is not done, or they are being brought in already. */
export async function beginRepair(tx: Tx, uploadId: number): Promise<boolean> {
  const begun = await tx.run(sql`
    update upload set state = 'repairing', failure = null where shop_id = ${tx.shopId} and id = ${uploadId} and state = 'done'`);
  return begun > 0;
}

/** Ends it; what came of it is in the counters. */
export async function endRepair(tx: Tx, uploadId: number): Promise<void> {
  await tx.run(sql`
    update upload set state = 'done' where shop_id = ${tx.shopId} and id = ${uploadId} and state = 'repairing'`);
}

/** Gives the refused rows of an import to somebody. `owner`: `staff:<id>`. */
export async function giveQuarantine(tx: Tx, uploadId: number, owner: string): Promise<void> {
  await tx.run(sql`update upload set owner = ${owner} where shop_id = ${tx.shopId} and id = ${uploadId}`);
}
