import { type Tx, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { sql } from '#app/platform/sql.ts';
import { ColumnStore } from './column-store.server.ts';
import { countMembers, type MemberCounts } from './preview-statements.ts';
import type { RuleContext } from './rule-context.ts';
import { lastTouch, touchedSince } from './touched-profiles.server.ts';
import type { Rule } from './types.ts';

/** From so many people on, counting in the database is slower than typing. */
const MANY_PEOPLE = 50_000;
/** Copies kept by one process; the one that was used longest ago goes first. */
const COPIES = 2;
/** A copy that more people than this have changed under is opened anew. */
const MOST_CHANGED = 20_000;
/** Tags of products and scores change without touching anybody: after this a copy is opened anew. */
const OLDEST_MS = 30 * 60_000;

export type PeopleCount = {
  counts: MemberCounts;
  all: MemberCounts;
  /** When the copy was opened on which it was counted; null if in the database itself. */
  asOf: Date | null;
};

type Copy = { store: ColumnStore; note: number };
const copies = new Map<number, Copy>();
const opening = new Set<number>();

/**
 * Counts a rule's people and everybody, as they are now. Big shops are counted on a copy in memory, together with what the
 * database says of everybody touched since; while it is being opened, the database answers.
 */
export async function countPeople(tx: Tx, rule: Rule, context: RuleContext): Promise<PeopleCount> {
  return (await countOnCopy(tx, rule, context)) ?? countInDatabase(tx, rule, context);
}

async function countInDatabase(tx: Tx, rule: Rule, context: RuleContext): Promise<PeopleCount> {
  const [counts] = await tx.rows<MemberCounts>(countMembers(rule, context));
  const [all] = await tx.rows<MemberCounts>(countMembers(null, context));
  return { counts: counts!, all: all!, asOf: null };
}

async function countOnCopy(tx: Tx, rule: Rule, context: RuleContext): Promise<PeopleCount | null> {
  const copy = copies.get(tx.shopId);
  if (!copy) {
    await openIfBig(tx);
    return null;
  }
  const { store, note } = copy;
  const changed = await touchedSince(tx, note, store.openedAt, MOST_CHANGED);
  if (changed === null || Date.now() - store.openedAt.getTime() > OLDEST_MS) {
    copies.delete(tx.shopId);
    await openIfBig(tx);
    return null;
  }
  copies.delete(tx.shopId);
  copies.set(tx.shopId, copy);
  const counts = await store.count(tx, rule, context, { changed });
  const all = await store.count(tx, null, context, { changed });
  return counts && all ? { counts, all, asOf: store.openedAt } : null;
}

async function openIfBig(tx: Tx): Promise<void> {
  const { shopId } = tx;
  const [row] = await tx.rows<{ n: number }>(
    sql`select count(*)::integer as n from (select 1 from profile where shop_id = ${shopId} limit ${MANY_PEOPLE}) as found`,
  );
  if ((row?.n ?? 0) < MANY_PEOPLE || opening.has(shopId)) {
    return;
  }
  opening.add(shopId);
  openCopy(shopId)
    .catch((error: unknown) =>
      log('warn', 'a copy for counting could not be opened', { shopId, reason: String(error) }),
    )
    .finally(() => opening.delete(shopId));
}

async function openCopy(shopId: number): Promise<void> {
  const copy = await withShop(shopId, async (tx) => {
    const note = await lastTouch(tx);
    return { note, store: await ColumnStore.open(tx) };
  });
  copies.set(shopId, copy);
  const [oldest] = copies.keys();
  if (copies.size > COPIES && oldest !== undefined) {
    copies.delete(oldest);
  }
}
