import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type MatchingModel, startingModel, USUAL_RECORDS } from './matching-model.ts';
import { matchingRules } from './matching-rules.server.ts';
import { withMatchingRules } from './matching-rules.ts';

/** The model that decides now: what was learned, under the rules that the shop's people have set. */
export async function activeModel(tx: Tx): Promise<MatchingModel> {
  return withMatchingRules(await learnedModel(tx), await matchingRules(tx));
}

/** What was learned from the shop's records. A shop begins with priors only; the model is frozen until the next one replaces it. */
export async function learnedModel(tx: Tx): Promise<MatchingModel> {
  const [row] = await tx.rows<{ model: MatchingModel }>(
    sql`select model from matching_model where shop_id = ${tx.shopId} and active`,
  );
  if (row) {
    return row.model;
  }
  const model = startingModel([], USUAL_RECORDS);
  await activate(tx, model, 0);
  return model;
}

/** Puts a model in force; the one before stays for comparison. */
export async function activate(tx: Tx, model: MatchingModel, trainedOn: number): Promise<void> {
  await tx.run(sql`update matching_model set active = false where shop_id = ${tx.shopId} and active`);
  await tx.run(sql`
    insert into matching_model (shop_id, version, model, active, trained_on)
    values (${tx.shopId}, ${model.version}, ${JSON.stringify(model)}::jsonb, true, ${trainedOn})
    on conflict (shop_id, version) do update set active = true`);
}
