import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type GoldenAttribute, type SurvivorshipRules, survivorshipRulesSchema, USUAL_RULE } from './survivorship.ts';

/** The shop's rules by attribute; attributes that are not named follow the usual one. */
export async function readSurvivorshipRules(tx: Tx): Promise<SurvivorshipRules> {
  const rows = await tx.rows<{ attribute: GoldenAttribute; first: string; sourceId: number | null }>(
    sql`select attribute, first, source_id as "sourceId" from survivorship_rule where shop_id = ${tx.shopId} order by attribute`,
    'survivorship-rules',
  );
  return survivorshipRulesSchema.parse(
    Object.fromEntries(rows.map(({ attribute, first, sourceId }) => [attribute, { first, sourceId }])),
  );
}

/** Replaces the shop's rules. Profiles follow when they are projected again. */
export async function keepSurvivorshipRules(tx: Tx, rules: SurvivorshipRules, actor: string): Promise<void> {
  const rows = Object.entries(rules)
    .filter(([, rule]) => rule.first !== USUAL_RULE.first || rule.sourceId !== USUAL_RULE.sourceId)
    .map(([attribute, rule]) => ({ attribute, first: rule.first, source_id: rule.sourceId }));
  await tx.run(sql`delete from survivorship_rule where shop_id = ${tx.shopId}`);
  await tx.run(sql`
    insert into survivorship_rule (shop_id, attribute, first, source_id, changed_by)
    select ${tx.shopId}, r.attribute, r.first, r.source_id, ${actor}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (attribute text, first text, source_id bigint)`);
}
