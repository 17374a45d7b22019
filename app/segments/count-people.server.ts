import { type Tx, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { sql } from '#app/platform/sql.ts';
import { ColumnStore } from './column-store.server.ts';
import {
  compareMembers,
  countMembers,
  type MemberCounts,
  type SampledMember,
  sampleMembers,
} from './preview-statements.ts';
import { printRule } from './print-rule.ts';
import type { TraitCount } from './rank-differences.ts';
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
  /** A few of the people, those who spent most first. */
  sample: SampledMember[];
  /** When the copy was opened on which it was counted; null if in the database itself. */
  asOf: Date | null;
};

type Copy = { store: ColumnStore; note: number; asked: Rule[] };
const copies = new Map<number, Copy>();
const opening = new Set<number>();

/** How many of the people are shown. */
const SAMPLED = 5;

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

/** How a rule's people and all others spread over traits, for `rankDifferences`; counted as `countPeople` counts. */
export async function comparePeople(
  tx: Tx,
  rule: Rule,
  context: RuleContext,
  limits: CopyLimits = LIMITS,
): Promise<TraitCount[]> {
  const copy = await copyFor(tx, rule, context, limits);
  const onCopy = copy && (await copy.store.compare(tx, rule, context, { changed: copy.changed }));
  return onCopy ?? tx.rows<TraitCount>(compareMembers(rule, context));
}

async function countInDatabase(tx: Tx, rule: Rule, context: RuleContext): Promise<PeopleCount> {
  const [counts] = await tx.rows<MemberCounts>(countMembers(rule, context));
  const [all] = await tx.rows<MemberCounts>(countMembers(null, context));
  const sample = await tx.rows<SampledMember>(sampleMembers(rule, context, SAMPLED));
  return { counts: counts!, all: all!, sample, asOf: null };
}

async function countOnCopy(tx: Tx, rule: Rule, context: RuleContext, limits: CopyLimits): Promise<PeopleCount | null> {
  const copy = await copyFor(tx, rule, context, limits);
  if (!copy) {
    return null;
  }
  const { store, changed } = copy;
  const found = await store.preview(tx, rule, context, { changed, sampled: SAMPLED });
  const all = await store.count(tx, null, context, { changed });
  return found && all ? { ...found, all, asOf: store.openedAt } : null;
}

type UsableCopy = { store: ColumnStore; changed: readonly number[] };

/** The copy that may answer, and of whom it has to ask the database; null while there is none. */
async function copyFor(tx: Tx, rule: Rule, context: RuleContext, limits: CopyLimits): Promise<UsableCopy | null> {
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
  return { store, changed };
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
