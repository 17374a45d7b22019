import { isMostOfShop, resolveMany } from '#app/identity/resolve-many.server.ts';
import { lockShop, refreshMembershipStatistics, refreshRoughly, type Tx, withShop } from '#app/platform/db.server.ts';
import {
  isAnyTouched,
  keepTouched,
  takeTouched,
  touchedAreDecided,
  touchedPeople,
} from '#app/sources/upload-touched.server.ts';
import { refreshProfiles, refreshTouched } from './refresh-derived.server.ts';

/** Records in one transaction; and how many of them may have to be compared with others, which takes most of its time. */
const CHUNK = { most: 20_000, people: 5000 };
const CHUNK_TIMEOUT_MS = 300_000;

/**
 * Renews profiles, metrics and segments of all that an import (or its undoing) has touched: first who is who, where that is most of the
 * shop in one go, then a few thousand records in one transaction. Goes on where it was stopped.
 */
export async function renewTouched(shopId: number, uploadId: number, cause: string): Promise<void> {
  if (!(await withShop(shopId, (tx) => isAnyTouched(tx, uploadId)))) {
    return;
  }
  await refreshRoughly();
  await locked(shopId, (tx) => decideMany(tx, uploadId, cause));
  for (let nth = 1; await locked(shopId, (tx) => renewChunk(tx, uploadId, cause)); nth++) {
    if (growsMuch(nth) && (await withShop(shopId, (tx) => isAnyTouched(tx, uploadId)))) {
      await refreshRoughly();
    }
  }
  await refreshMembershipStatistics();
}

/** As tables grow their statistics have to follow, ever more rarely: after 1, 4, 16 … parts of like size. */
export function growsMuch(nth: number): boolean {
  return Number.isInteger(Math.log2(nth) / 2);
}

function locked<T>(shopId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      return work(tx);
    },
    { timeoutMs: CHUNK_TIMEOUT_MS },
  );
}

/**
 * Decides who is who of all that was touched at once, if that is most of the shop; else nothing, and each chunk decides its own. In the
 * caller's transaction, who holds the shop's lock. `least`: of how many people; for tests.
 */
export async function decideMany(tx: Tx, uploadId: number, cause: string, least?: number): Promise<void> {
  const people = await touchedPeople(tx, uploadId);
  if (!(await isMostOfShop(tx, people.length, least))) {
    return;
  }
  const { moved, related } = await resolveMany(tx, people, cause);
  await touchedAreDecided(tx, uploadId);
  // Others whose profile or household is another one now are renewed with them (a profile's id is that of a record of its), and profiles
  // that nobody belongs to any more go.
  await keepTouched(tx, uploadId, [...new Set([...moved.map((one) => one.recordId), ...related])], new Set());
  const left = new Set(moved.flatMap(({ former }) => former ?? []));
  await refreshProfiles(tx, [...left], cause);
}

/** The next of them, in the caller's transaction, who holds the shop's lock. Whether there may be more. */
export async function renewChunk(tx: Tx, uploadId: number, cause: string): Promise<boolean> {
  const touched = await takeTouched(tx, uploadId, CHUNK);
  if (touched.length > 0) {
    await refreshTouched(tx, touched, cause);
  }
  return touched.length > 0;
}
