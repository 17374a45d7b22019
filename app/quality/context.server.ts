import type { Tx } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { Check, CheckContext } from './check.ts';
import { selectVocabulary } from './statements.ts';

/** What checks may ask of this shop at this instant; without any vocabulary yet. */
export function contextOf(shop: Shop, now: Date): CheckContext {
  return {
    shopId: shop.shopId,
    now,
    today: new Intl.DateTimeFormat('en-CA', { timeZone: shop.timeZone }).format(now),
    fullHistory: shop.scopes.includes('read_all_orders'),
    wrong: [],
  };
}

/** The context with those of the check's distinct values that its own function judges wrong. O(distinct values). */
export async function withVocabulary(tx: Tx, check: Check, context: CheckContext): Promise<CheckContext> {
  const statement = selectVocabulary(check, context);
  const isWrong = check.vocabulary?.isWrong;
  if (!statement || !isWrong) {
    return context;
  }
  const values = await tx.rows<{ value: string }>(statement);
  return { ...context, wrong: values.map((row) => row.value).filter((value) => isWrong(value, context)) };
}
