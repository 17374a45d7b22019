import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { eraseFromHeld } from './held-files.server.ts';
import { rowNames } from './rows-that-name.ts';
import { dropWaitingFiles } from './upload-store.server.ts';

/**
 * Removes refused rows that name a person by an address or a number, however it is written, and files that wait to be
 * imported: nobody has read who is in them. One that is being imported goes when it is, and leaves erased people out; one that is
 * held is kept without his rows.
 * What the comparison of the books and the rules of cleaning said of him goes as well.
 */
export async function eraseUploads(tx: Tx, person: Person): Promise<number> {
  await dropWaitingFiles(tx);
  await eraseFromComparisons(tx, person);
  const held = await eraseFromHeld(tx, person);
  return held + (await tx.run(sql`delete from upload_row_issue where shop_id = ${tx.shopId} and ${rowNames(person)}`));
}

async function eraseFromComparisons(tx: Tx, { customerIds, recordIds }: Person): Promise<void> {
  const ids = sql`${[...customerIds]}::text[]`;
  await tx.run(sql`
    delete from cleansing_change where shop_id = ${tx.shopId} and record_id = any(${[...recordIds]}::bigint[])`);
  await tx.run(sql`
    delete from books_entry where shop_id = ${tx.shopId} and subject = 'customer' and external_id = any(${ids})`);
  await tx.run(sql`
    delete from books_difference where shop_id = ${tx.shopId} and subject = 'customer' and external_id = any(${ids})`);
}
