import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { heldRowsOf } from './held-files.server.ts';
import { rowNames } from './rows-that-name.ts';

/** Refused rows of files that name a person, and what differed between his source and here. */
export async function exportUploads(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  return {
    refusedRows: await tx.rows(sql`
      select u.file_name, i.row_number, i.reason, i.cells, i.corrected from upload_row_issue i join upload u on u.shop_id = i.shop_id and u.id = i.upload_id
      where i.shop_id = ${tx.shopId} and ${rowNames(person)}`),
    heldRows: await heldRowsOf(tx, person),
    cleansingChanges: await tx.rows(sql`
      select r.name as rule, c.before, c.after, c.state, c.at from cleansing_change c
      join cleansing_rule r on r.shop_id = c.shop_id and r.id = c.rule_id
      where c.shop_id = ${tx.shopId} and c.record_id = any(${[...person.recordIds]}::bigint[])`),
    booksDifferences: await tx.rows(sql`
      select day, kind, message, detail, found_at from books_difference
      where shop_id = ${tx.shopId} and subject = 'customer' and external_id = any(${[...person.customerIds]}::text[])`),
  };
}
