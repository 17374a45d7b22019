import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type MatchingModel, startingModel, USUAL_RECORDS } from './matching-model.ts';
import { type MatchingRules, readMatchingRules, USUAL_RULES, withMatchingRules } from './matching-rules.ts';
import { type NobodysValues, nobodysValues } from './nobodys-values.ts';

/** What deciding depends on beside the records. */
export type Matching = {
  /** What was learned, under the rules that the shop's people have set. */
  model: MatchingModel;
  /** Values of which somebody has said that they identify nobody. */
  nobodys: NobodysValues;
};

type Standing = { version: string | null; rules: unknown; nobodys: { kind: string; value: string }[] | null };

/** Models that this process has read, by shop, version and rules: a model is frozen, so what was read once stays true. */
const read = new Map<string, MatchingModel>();
/** A model is some hundred kB: a process keeps those of its last shops. */
const MOST_READ = 16;

/** One small statement; the model itself is fetched when this process has not seen it yet. */
export async function matchingNow(tx: Tx): Promise<Matching> {
  const [now] = await tx.rows<Standing>(
    sql`
    select (select version from matching_model where shop_id = ${tx.shopId} and active) as version,
           (select rules from matching_rules where shop_id = ${tx.shopId} and active) as rules,
           (select jsonb_agg(jsonb_build_object('kind', kind, 'value', value)) from never_identifies where shop_id = ${tx.shopId}) as nobodys`,
    'identity-matching-now',
  );
  const { version, rules, nobodys } = now as Standing;
  const ruling = rules === null ? USUAL_RULES : readMatchingRules(rules);
  return { model: await modelUnder(tx, version, ruling), nobodys: nobodysValues(nobodys ?? []) };
}

async function modelUnder(tx: Tx, version: string | null, rules: MatchingRules): Promise<MatchingModel> {
  const key = JSON.stringify([tx.shopId, version, rules]);
  const known = version === null ? undefined : read.get(key);
  if (known !== undefined) {
    return known;
  }
  const model = withMatchingRules(await learnedModel(tx), rules);
  if (version !== null) {
    for (const oldest of [...read.keys()].slice(0, Math.max(0, read.size - MOST_READ + 1))) {
      read.delete(oldest);
    }
    read.set(key, model);
  }
  return model;
}

/** The model that decides now: what was learned, under the rules that the shop's people have set. */
export async function activeModel(tx: Tx): Promise<MatchingModel> {
  return (await matchingNow(tx)).model;
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
  await freeze(tx, model, trainedOn);
  await activateVersion(tx, model.version);
}

/** Keeps a model as it is, without putting it in force. */
export async function freeze(tx: Tx, model: MatchingModel, trainedOn: number): Promise<void> {
  await tx.run(sql`
    insert into matching_model (shop_id, version, model, active, trained_on)
    values (${tx.shopId}, ${model.version}, ${JSON.stringify(model)}::jsonb, false, ${trainedOn})
    on conflict (shop_id, version) do nothing`);
}

/** Puts a frozen model in force. */
export async function activateVersion(tx: Tx, version: string): Promise<void> {
  await tx.run(
    sql`update matching_model set active = false where shop_id = ${tx.shopId} and active and version <> ${version}`,
  );
  await tx.run(sql`update matching_model set active = true where shop_id = ${tx.shopId} and version = ${version}`);
}

/** The version in force, and on how many records it was trained; 0 = on none, priors only. */
export async function versionInForce(tx: Tx): Promise<{ version: string | null; trainedOn: number }> {
  const [row] = await tx.rows<{ version: string; trainedOn: number }>(
    sql`select version, trained_on as "trainedOn" from matching_model where shop_id = ${tx.shopId} and active`,
  );
  return row ?? { version: null, trainedOn: 0 };
}
