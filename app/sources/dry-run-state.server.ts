import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { DryRun, DryRunFound } from './dry-run.ts';
import type { Mapping } from './mapping.ts';

/** Lets the trying of an import begin, with the mapping as it is chosen by now. False if the file is not waiting. */
export async function beginCheck(
  tx: Tx,
  uploadId: number,
  mapping: Mapping,
  asked: Pick<DryRun, 'sourceName' | 'answers'>,
): Promise<boolean> {
  const dryRun: DryRun = { ...asked, rowsRead: 0, phase: 'reading', foundAt: null, found: null, failure: null };
  const begun = await tx.run(sql`
    update upload set state = 'checking', cancel_asked = false, mapping = ${JSON.stringify(mapping)}::jsonb,
      dry_run = ${JSON.stringify(dryRun)}::jsonb
    where shop_id = ${tx.shopId} and id = ${uploadId} and state = 'ready'`);
  return begun > 0;
}

/** Notes how far the trying has come. Returns whether somebody asked to stop, or the file is gone. */
export async function noteCheck(tx: Tx, uploadId: number, rowsRead: number, phase: DryRun['phase']): Promise<boolean> {
  const [row] = await tx.rows<{ stop: boolean }>(sql`
    update upload set dry_run = dry_run || ${JSON.stringify({ rowsRead, phase })}::jsonb
    where shop_id = ${tx.shopId} and id = ${uploadId} and state = 'checking' returning cancel_asked as stop`);
  return row?.stop ?? true;
}

/** Ends the trying: with what was found, with why it could not be done, or with neither where it was stopped. */
export async function endCheck(
  tx: Tx,
  uploadId: number,
  { found, failure }: { found: DryRunFound | null; failure: string | null },
): Promise<void> {
  const result = { found, failure, foundAt: found ? new Date().toISOString() : null };
  await tx.run(sql`
    update upload set state = 'ready', cancel_asked = false, dry_run = dry_run || ${JSON.stringify(result)}::jsonb
    where shop_id = ${tx.shopId} and id = ${uploadId} and state = 'checking'`);
}
