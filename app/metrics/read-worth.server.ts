import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { ShopValueModel } from './shop-value-model.ts';
import { factsOf, type WorthBasis } from './value-facts.ts';
import { scoreValue, type ValueScore } from './value-score.ts';
import { WORTH_BASIS } from './worth-basis.ts';

/** What a score is made of, beside the model's own terms. */
export type WorthTerms = Pick<ShopValueModel, 'weights' | 'scales' | 'goodsMargin' | 'requestCostMinor'>;

/** The terms of the model in force; null before the first fit, or when that model knows none yet. */
export async function readWorthTerms(tx: Tx): Promise<WorthTerms | null> {
  const [row] = await tx.rows<WorthTerms>(sql`
    select body -> 'weights' as weights, body -> 'scales' as scales, (body ->> 'goodsMargin')::float8 as "goodsMargin",
           (body ->> 'requestCostMinor')::bigint as "requestCostMinor"
    from value_model where shop_id = ${tx.shopId} and active`);
  return row?.scales && row.weights ? row : null;
}

/** The value of these profiles, part by part, as it is scored; those who never bought are not in it. O(profiles). */
export async function readWorth(
  tx: Tx,
  profileIds: readonly number[],
  terms: WorthTerms,
): Promise<Map<number, ValueScore>> {
  const rows = await tx.rows<WorthBasis & { profileId: number }>(sql`
    select profile_id as "profileId", ${WORTH_BASIS} from profile_metrics
    where shop_id = ${tx.shopId} and profile_id = any(${[...profileIds]}::bigint[])`);
  return new Map(
    rows.flatMap((row) => {
      const facts = factsOf(row, terms.goodsMargin);
      return facts === null ? [] : [[row.profileId, scoreValue(facts, terms.scales!, terms.weights!)] as const];
    }),
  );
}
