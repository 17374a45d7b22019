import type { Tx } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { Check, CheckContext } from './check.ts';
import { selectVocabularies, selectVocabulary } from './statements.ts';

/** The shop's day of an instant, `YYYY-MM-DD`. */
export function todayOf({ timeZone }: Pick<Shop, 'timeZone'>, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
}

/** What checks may ask of this shop at this instant; without any vocabulary yet. */
export function contextOf(shop: Shop, now: Date): CheckContext {
  return {
    shopId: shop.shopId,
    now,
    today: todayOf(shop, now),
    fullHistory: shop.scopes.includes('read_all_orders'),
    wrong: [],
  };
}

/** Distinct values by the statement that asked for them: checks that judge the same values share one pass. */
export type KnownValues = Map<string, readonly string[]>;

/** Reads the distinct values of checks that read nothing but their rows, all in one pass. O(rows of the subject). */
export async function readVocabularies(
  tx: Tx,
  checks: readonly Check[],
  context: CheckContext,
  known: KnownValues,
): Promise<void> {
  const asked = new Map<string, Check>();
  for (const check of checks) {
    const statement = selectVocabulary(check, context);
    const isPlain = check.lenses?.every((lens) => lens === 'name') ?? true;
    if (statement && isPlain && !known.has(statement.text)) {
      asked.set(statement.text, check);
    }
  }
  if (asked.size === 0) {
    return;
  }
  const rows = await tx.rows<{ nth: number; value: string }>(selectVocabularies([...asked.values()], context));
  for (const [nth, text] of [...asked.keys()].entries()) {
    known.set(
      text,
      rows.filter((row) => row.nth === nth).map((row) => row.value),
    );
  }
}

/** The context with those of the check's distinct values that its own function judges wrong. O(distinct values). */
export async function withVocabulary(
  tx: Tx,
  check: Check,
  context: CheckContext,
  known: KnownValues = new Map(),
): Promise<CheckContext> {
  const statement = selectVocabulary(check, context);
  const isWrong = check.vocabulary?.isWrong;
  if (!statement || !isWrong) {
    return context;
  }
  const beforehand = context.beforehand && check.vocabulary?.known?.(context.beforehand);
  const values =
    beforehand ?? known.get(statement.text) ?? (await tx.rows<{ value: string }>(statement)).map((row) => row.value);
  known.set(statement.text, values);
  return { ...context, wrong: values.filter((value) => isWrong(value, context)) };
}
