import { copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { eventArray, eventPlan } from '#app/platform/event-plan.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import { dayNumber, type ProfileHistory, SCORE_COLUMNS, type ScoreRow, scoreProfiles } from './score-profiles.ts';
import { type KeptModel, readActiveModel, todayIn } from './value-model.server.ts';
import { WORTH_BASIS } from './worth-basis.ts';

/**
 * Scores these profiles anew by the model in force, as it stands, and drops the scores of profiles that are gone; nothing before the
 * first fit. The caller has refreshed their metrics. Three statements for any number of profiles.
 */
export async function refreshScores(tx: Tx, profileIds: readonly number[]): Promise<void> {
  if (profileIds.length === 0) return;
  const size = profileIds.length;
  const ids = eventArray(profileIds, size);
  await tx.run(
    sql`
    delete from value_score v where v.shop_id = ${tx.shopId} and v.profile_id = any(${ids})
      and not exists (select from profile_metrics m where m.shop_id = ${tx.shopId} and m.profile_id = v.profile_id)`,
    eventPlan('scores-drop', size),
  );
  const kept = await readKnownModel(tx);
  if (kept !== null)
    await writeScores(
      tx,
      kept.model,
      kept.today,
      await readHistories(tx, sql`profile_id = any(${ids})`, eventPlan('scores-histories', size)),
    );
}

/**
 * Scores the next `limit` profiles after `after` and notes the progress. Returns the last one scored; null when none is left. The caller
 * holds the shop's lock, so that what an event scores meanwhile is not overwritten by what was read before it.
 */
export async function scoreSlice(tx: Tx, after: number, limit: number): Promise<number | null> {
  const kept = await readKnownModel(tx);
  if (kept === null) return null;
  const slice = await readHistories(tx, sql`profile_id > ${after} order by profile_id limit ${limit}`);
  await writeScores(tx, kept.model, kept.today, slice);
  const isDone = slice.length < limit;
  await tx.run(sql`
    update value_model set scored = scored + ${slice.length},
      state = case when ${isDone} then 'ready' else state end, finished_at = case when ${isDone} then now() end
    where shop_id = ${tx.shopId} and version = ${kept.model.version}`);
  return isDone ? null : slice.at(-1)!.profileId;
}

/** Begins the scoring of all profiles anew: a job that was broken off starts again. */
export async function beginScoring(tx: Tx): Promise<void> {
  await tx.run(
    sql`update value_model set state = 'scoring', scored = 0, finished_at = null where shop_id = ${tx.shopId} and active`,
  );
}

/** Removes the scores of profiles that no longer are. */
export async function dropStrayScores(tx: Tx): Promise<void> {
  await tx.run(sql`
    delete from value_score v where v.shop_id = ${tx.shopId}
      and not exists (select from profile_metrics m where m.shop_id = ${tx.shopId} and m.profile_id = v.profile_id)`);
}

/** Models that this process has read, by shop: a model never changes, only which one is in force. */
const known = new Map<number, KeptModel>();
const KNOWN_LIMIT = 200;

async function readKnownModel(tx: Tx): Promise<{ model: KeptModel; today: string } | null> {
  const [row] = await tx.rows<{ version: number; time_zone: string }>(
    sql`
    select v.version, s.time_zone from value_model v join shop s on s.shop_id = ${tx.shopId}
    where v.shop_id = ${tx.shopId} and v.active`,
    'scores-model-in-force',
  );
  if (row === undefined) return null;
  let model = known.get(tx.shopId);
  if (model?.version !== row.version) {
    model = (await readActiveModel(tx))!;
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(tx.shopId, model);
  }
  return { model, today: todayIn(row.time_zone) };
}

async function readHistories(tx: Tx, which: Sql, plan?: string): Promise<ProfileHistory[]> {
  return tx.rows<ProfileHistory>(
    sql`
    select profile_id as "profileId", last_order_day - date '1970-01-01' as "lastOrderDay", online_orders as "onlineOrders", online_net_minor as "onlineNetMinor",
           last_online_day - date '1970-01-01' as "lastOnlineDay", first_purchase_day - date '1970-01-01' as "firstPurchaseDay", last_purchase_day - date '1970-01-01' as "lastPurchaseDay",
           repeat_mean_minor as "repeatMeanMinor", gap_median_days as "gapMedianDays", gap_log_spread as "gapLogSpread",
           last_category as "lastCategory", ${WORTH_BASIS}
    from profile_metrics where shop_id = ${tx.shopId} and ${which}`,
    plan,
  );
}

const ALL_COLUMNS = [...SCORE_COLUMNS, 'model_version', 'scored_on'] as const;
const COLUMN_LIST = raw(ALL_COLUMNS.join(', '));
const REPLACED = raw(
  ALL_COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', '),
);

async function writeScores(
  tx: Tx,
  kept: KeptModel,
  today: string,
  histories: readonly ProfileHistory[],
): Promise<void> {
  if (histories.length === 0) return;
  const rows = scoreProfiles(kept.body, dayNumber(today), histories);
  if (rows.length <= FEW) {
    const json = JSON.stringify(rows.map((row) => namedRow([...row, kept.version, today])));
    await tx.run(
      sql`
      insert into value_score (shop_id, ${COLUMN_LIST})
      select ${tx.shopId}, ${COLUMN_LIST} from jsonb_populate_recordset(null::value_score, ${json}::jsonb)
      on conflict (shop_id, profile_id) do update set ${REPLACED}`,
      'scores-write-few',
    );
    return;
  }
  await stagingTable(tx, 'staged_value_score', 'value_score', ALL_COLUMNS);
  await tx.run(sql`truncate staged_value_score`);
  await copyRows(tx, 'staged_value_score', ALL_COLUMNS, withModel(rows, kept.version, today));
  await tx.run(sql`
    insert into value_score (shop_id, ${COLUMN_LIST}) select ${tx.shopId}, ${COLUMN_LIST} from staged_value_score
    on conflict (shop_id, profile_id) do update set ${REPLACED}`);
}

/** Up to so many rows go in one statement; a staging table would cost more than they do. */
const FEW = 500;

function namedRow(row: ScoreRow): Record<string, string | number | null> {
  return Object.fromEntries(ALL_COLUMNS.map((column, at) => [column, row[at] ?? null]));
}

function* withModel(rows: readonly ScoreRow[], version: number, today: string): Generator<ScoreRow> {
  for (const row of rows) yield [...row, version, today];
}
