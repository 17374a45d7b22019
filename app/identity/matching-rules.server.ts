import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type MatchingRules, readMatchingRules, USUAL_RULES } from './matching-rules.ts';

/** How strictly this shop matches; the usual rules until somebody changes them. */
export async function matchingRules(tx: Tx): Promise<MatchingRules> {
  const [row] = await tx.rows<{ rules: unknown }>(
    sql`select rules from matching_rules where shop_id = ${tx.shopId} and active`,
  );
  return row ? readMatchingRules(row.rules) : USUAL_RULES;
}
