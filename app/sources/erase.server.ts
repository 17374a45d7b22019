import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes refused rows that name a person, and files that have not been imported yet and so cannot be searched row by row. */
export async function eraseUploads(tx: Tx, person: Person): Promise<number> {
  return tx.run(sql`
    delete from upload_row_issue
    where shop_id = ${tx.shopId}
      and exists (select from unnest(${[...person.contacts]}::text[]) c where lower(cells::text) like '%' || lower(c) || '%')`);
}
