import type { Tx } from '#app/platform/db.server.ts';
import { type Erased, keepFingerprints } from './erased-people.server.ts';
import type { Person } from './person.ts';
import { dataRequestsOf, forgetDataRequests } from './privacy-request.server.ts';

/** Keeps what is needed so that the person does not come back by an old file. */
export function rememberErased(tx: Tx, erased: Erased): Promise<number> {
  return keepFingerprints(tx, erased);
}

/** Removes what was collected for a person's own requests for data. */
export async function eraseGovernance(tx: Tx, person: Person): Promise<number> {
  return forgetDataRequests(tx, await dataRequestsOf(tx, person));
}
