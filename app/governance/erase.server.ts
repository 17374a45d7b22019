import type { Tx } from '#app/platform/db.server.ts';
import { type Erased, keepFingerprints } from './erased-people.server.ts';

/** Keeps what is needed so that the person does not come back by an old file. */
export function rememberErased(tx: Tx, erased: Erased): Promise<number> {
  return keepFingerprints(tx, erased);
}
