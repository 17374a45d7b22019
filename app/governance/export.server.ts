import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Person } from './person.ts';
import { dataRequestsOf } from './privacy-request.server.ts';

/** Requests about a person, this one too, and when each was carried out. */
export async function exportGovernance(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  const asked = await dataRequestsOf(tx, person);
  return {
    privacyRequests: await tx.rows(sql`
      select kind, state, received_at, due_at, carried_out_at from privacy_request
      where shop_id = ${tx.shopId}
        and (id = any(${asked}::bigint[]) or (kind = 'erase' and external_key = any(${[...person.customerIds]}::text[])))
      order by id`),
  };
}
