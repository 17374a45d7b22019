import { copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { eventPlan } from '#app/platform/event-plan.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import type { Neighbourhood } from './blocking-index.server.ts';
import type { Comparable } from './comparable.ts';
import type { MatchingModel } from './matching-model.ts';
import { type PairEdges, scorePairs } from './pair-edges.ts';
import type { RecordSet } from './record-set.ts';
import { scoringContext } from './scoring-context.ts';
import { statsOfSet } from './value-stats.ts';

const STAGE = 'stage_match_edge';
const COLUMNS = ['shop_id', 'record_a', 'record_b', 'bits', 'rule', 'model'] as const;

/** Records to compare with all that share a key with them. */
export type ToCompare = {
  touched: readonly number[];
  /** They and their neighbours, in order of id; and the same laid out. */
  records: readonly Comparable[];
  set: RecordSet;
  near: Neighbourhood;
  /** None of them had a key before, hence none an edge. */
  isNew: boolean;
};

/** Compares these records with all that share a key with them and keeps the pairs that matter. O(candidate pairs). */
export async function rescore(
  tx: Tx,
  model: MatchingModel,
  { touched, records, set, near, isNew }: ToCompare,
): Promise<void> {
  const context = scoringContext(set, model, statsOfSet(set));
  const edges = scorePairs(context, touchedPairs(new Set(touched), records, near));
  if (edges.a.length > 0 || !isNew) {
    await replaceEdges(tx, touched, set, edges, model.version);
  }
}

/** Replaces all edges of these records; those that stay as they are are not written. One statement. */
async function replaceEdges(
  tx: Tx,
  touched: readonly number[],
  set: RecordSet,
  edges: PairEdges,
  version: string,
): Promise<void> {
  const ids = sql`${[...touched]}::bigint[]`;
  const rows = [...edgeRows(tx.shopId, set.ids, edges, version)];
  await tx.run(
    sql`
    with wanted as materialized (
      select a, b, bits, rule from unnest(${rows.map((row) => row[1])}::bigint[], ${rows.map((row) => row[2])}::bigint[],
                                          ${rows.map((row) => row[3])}::real[], ${rows.map((row) => row[4])}::text[]) as w (a, b, bits, rule)
    ),
    gone as (
      delete from match_edge e
      where e.shop_id = ${tx.shopId} and (e.record_a = any(${ids}) or e.record_b = any(${ids}))
        and not exists (select from wanted w where w.a = e.record_a and w.b = e.record_b)
    )
    insert into match_edge as e (${raw(COLUMNS.join(', '))})
    select ${tx.shopId}::bigint, a, b, bits, rule, ${version}::text from wanted
    on conflict (shop_id, record_a, record_b) do update set bits = excluded.bits, rule = excluded.rule, model = excluded.model
    where (e.bits, e.rule, e.model) is distinct from (excluded.bits, excluded.rule, excluded.model)`,
    eventPlan('identity-replace-edges', touched.length),
  );
}

/** Pairs of rows of which at least one was touched, each once, in order. */
function touchedPairs(
  touched: ReadonlySet<number>,
  records: readonly Comparable[],
  near: Neighbourhood,
): { a: Int32Array; b: Int32Array } {
  const rowOf = new Map(records.map((record, row) => [record.id, row]));
  const codes = new Set<number>();
  for (const group of near.groups) {
    for (const id of group) {
      if (touched.has(id) && rowOf.has(id)) {
        addPairs(codes, rowOf.get(id)!, group, rowOf, records.length);
      }
    }
  }
  const sorted = Float64Array.from(codes).sort();
  return {
    a: Int32Array.from(sorted, (code) => Math.floor(code / records.length)),
    b: Int32Array.from(sorted, (code) => code % records.length),
  };
}

function addPairs(
  codes: Set<number>,
  row: number,
  group: readonly number[],
  rowOf: ReadonlyMap<number, number>,
  size: number,
): void {
  for (const id of group) {
    const other = rowOf.get(id);
    if (other !== undefined && other !== row) {
      codes.add(Math.min(row, other) * size + Math.max(row, other));
    }
  }
}

/** Forgets all edges of a shop, before it is compared anew as a whole. */
export async function dropEdges(tx: Tx): Promise<void> {
  await tx.run(sql`delete from match_edge where shop_id = ${tx.shopId}`);
}

/** Keeps edges of a shop that has none, by record id. O(edges), by COPY. */
export async function writeEdges(tx: Tx, ids: Float64Array, edges: PairEdges, version: string): Promise<void> {
  await stagingTable(tx, STAGE, 'match_edge', COLUMNS);
  await tx.client.query(`truncate ${STAGE}`);
  await copyRows(tx, STAGE, COLUMNS, edgeRows(tx.shopId, ids, edges, version));
  await tx.client.query(`
    insert into match_edge (${COLUMNS.join(', ')}) select * from ${STAGE}
    on conflict (shop_id, record_a, record_b) do update set bits = excluded.bits, rule = excluded.rule, model = excluded.model`);
}

function* edgeRows(
  shopId: number,
  ids: Float64Array,
  edges: PairEdges,
  version: string,
): Generator<(string | number)[]> {
  for (let at = 0; at < edges.a.length; at++) {
    const [x, y] = [ids[edges.a[at]!]!, ids[edges.b[at]!]!];
    const rule = edges.deterministic[at] === 1 ? 'verified identifier' : 'scored';
    yield [shopId, Math.min(x, y), Math.max(x, y), edges.bits[at]!, rule, version];
  }
}
