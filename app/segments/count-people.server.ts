import { type Tx, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { sql } from '#app/platform/sql.ts';
import { ColumnStore } from './column-store.server.ts';
import { countMembers, type MemberCounts } from './preview-statements.ts';
import { printRule } from './print-rule.ts';
import type { RuleContext } from './rule-context.ts';
import { lastTouch, touchedSince } from './touched-profiles.server.ts';
import type { Rule } from './types.ts';

export type CopyLimits = {
  /** From so many people on, counting in the database is slower than typing. */
  manyPeople: number;
  /** A copy that more people than this have changed under cannot answer any more. */
  mostChanged: number;
  /** Tags of products and scores change without touching anybody: after this a new copy is made ready behind the old one. */
  oldestMs: number;
};

const LIMITS: CopyLimits = { manyPeople: 50_000, mostChanged: 20_000, oldestMs: 30 * 60_000 };
/** Copies kept by one process; the one that was used longest ago goes first. */
const COPIES = 2;
/** Rules of which a copy remembers that they were asked: the next copy has their columns from the start. */
const REMEMBERED = 20;

export type PeopleCount = {
  counts: MemberCounts;
  all: MemberCounts;
  /** When the copy was opened on which it was counted; null if in the database itself. */
  asOf: Date | null;
};

type Copy = { store: ColumnStore; note: number; asked: Rule[] };
const copies = new Map<number, Copy>();
const opening = new Set<number>();

/**
 * Counts a rule's people and everybody, as they are now. Big shops are counted on a copy in memory, together with what the
 * database says of everybody touched since; while there is none yet, the database answers.
 */
export async function countPeople(
  tx: Tx,
  rule: Rule,
  context: RuleContext,
  limits: CopyLimits = LIMITS,
): Promise<PeopleCount> {
  return (await countOnCopy(tx, rule, context, limits)) ?? countInDatabase(tx, rule, context);
}

/**
 * Makes a copy of a big shop ready for somebody who is about to write rules, with what these rules ask for: those of a shop's segments tell
 * what it asks about. Returns at once; a copy that is there already stays.
 */
export async function prepareCounting(
  tx: Tx,
  rules: readonly Rule[],
  context: RuleContext,
  limits: CopyLimits = LIMITS,
): Promise<void> {
  if (!copies.has(tx.shopId)) {
    await openIfBig(tx, rules, context, limits);
  }
}

async function countInDatabase(tx: Tx, rule: Rule, context: RuleContext): Promise<PeopleCount> {
  const [counts] = await tx.rows<MemberCounts>(countMembers(rule, context));
  const [all] = await tx.rows<MemberCounts>(countMembers(null, context));
  return { counts: counts!, all: all!, asOf: null };
}

async function countOnCopy(tx: Tx, rule: Rule, context: RuleContext, limits: CopyLimits): Promise<PeopleCount | null> {
  const copy = copies.get(tx.shopId);
  if (!copy) {
    await openIfBig(tx, [rule], context, limits);
    return null;
  }
  const { store, note } = copy;
  remember(copy, rule);
  const changed = await touchedSince(tx, note, store.openedAt, limits.mostChanged);
  if (changed === null || Date.now() - store.openedAt.getTime() > limits.oldestMs) {
    await openIfBig(tx, copy.asked, context, limits);
  }
  if (changed === null) {
    return null;
  }
  copies.delete(tx.shopId);
  copies.set(tx.shopId, copy);
  const counts = await store.count(tx, rule, context, { changed });
  const all = await store.count(tx, null, context, { changed });
  return counts && all ? { counts, all, asOf: store.openedAt } : null;
}

function remember(copy: Copy, rule: Rule): void {
  const text = printRule(rule);
  copy.asked = [rule, ...copy.asked.filter((one) => printRule(one) !== text)].slice(0, REMEMBERED);
}

async function openIfBig(tx: Tx, rules: readonly Rule[], context: RuleContext, limits: CopyLimits): Promise<void> {
  const { shopId } = tx;
  const most = limits.manyPeople;
  const [row] = await tx.rows<{ n: number }>(
    sql`select count(*)::integer as n from (select 1 from profile where shop_id = ${shopId} limit ${most}) as found`,
  );
  if ((row?.n ?? 0) < most || opening.has(shopId)) {
    return;
  }
  opening.add(shopId);
  openCopy(shopId, rules, context)
    .catch((error: unknown) =>
      log('warn', 'a copy for counting could not be opened', { shopId, reason: String(error) }),
    )
    .finally(() => opening.delete(shopId));
}

/** The old copy answers until the new one holds what it was asked for; where there is none, the new one fills as it is asked. */
async function openCopy(shopId: number, rules: readonly Rule[], context: RuleContext): Promise<void> {
  const copy: Copy = await withShop(shopId, async (tx) => {
    const note = await lastTouch(tx);
    return { note, store: await ColumnStore.open(tx), asked: rules.slice(0, REMEMBERED) };
  });
  const ready = copy.store.prepare(copy.asked, context);
  if (copies.has(shopId)) {
    await ready;
  }
  copies.set(shopId, copy);
  const [oldest] = copies.keys();
  if (copies.size > COPIES && oldest !== undefined) {
    copies.delete(oldest);
  }
  await ready;
}
