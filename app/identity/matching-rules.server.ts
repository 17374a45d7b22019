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

/** Puts rules in force; those before stay as history. Profiles follow when the shop is decided anew (`decideShop`). */
export async function keepMatchingRules(tx: Tx, rules: MatchingRules, actor: string): Promise<void> {
  await tx.run(sql`update matching_rules set active = false where shop_id = ${tx.shopId} and active`);
  await tx.run(sql`
    insert into matching_rules (shop_id, rules, active, created_by)
    values (${tx.shopId}, ${JSON.stringify(rules)}::jsonb, true, ${actor})`);
}
