import { copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Neighbourhood } from './blocking-index.server.ts';
import type { Comparable } from './comparable.ts';
import type { MatchingModel } from './matching-model.ts';
import { type PairEdges, scorePairs } from './pair-edges.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { scoringContext } from './scoring-context.ts';
import { statsOfSet } from './value-stats.ts';

const STAGE = 'stage_match_edge';
const COLUMNS = ['shop_id', 'record_a', 'record_b', 'bits', 'rule', 'model'] as const;

/**
 * Compares these records with all that share a key with them and keeps the pairs that matter. `records` are they and
 * their neighbours, in order of id. O(candidate pairs).
 */
export async function rescore(
  tx: Tx,
  model: MatchingModel,
  touched: readonly number[],
  records: readonly Comparable[],
  near: Neighbourhood,
): Promise<void> {
  const set = buildRecordSet(records);
  const context = scoringContext(set, model, statsOfSet(set));
  const edges = scorePairs(context, touchedPairs(new Set(touched), records, near));
  await tx.run(sql`
    delete from match_edge
    where shop_id = ${tx.shopId} and (record_a = any(${[...touched]}::bigint[]) or record_b = any(${[...touched]}::bigint[]))`);
  await writeEdges(tx, records, edges, model.version);
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

/** Keeps edges between records, by record id. */
export async function writeEdges(
  tx: Tx,
  records: readonly Comparable[],
  edges: PairEdges,
  version: string,
): Promise<void> {
  await stagingTable(tx, STAGE, 'match_edge', COLUMNS);
  await tx.client.query(`truncate ${STAGE}`);
  await copyRows(tx, STAGE, COLUMNS, edgeRows(tx.shopId, records, edges, version));
  await tx.client.query(`
    insert into match_edge (${COLUMNS.join(', ')}) select * from ${STAGE}
    on conflict (shop_id, record_a, record_b) do update set bits = excluded.bits, rule = excluded.rule, model = excluded.model`);
}

function* edgeRows(
  shopId: number,
  records: readonly Comparable[],
  edges: PairEdges,
  version: string,
): Generator<(string | number)[]> {
  for (let at = 0; at < edges.a.length; at++) {
    const [x, y] = [records[edges.a[at]!]!.id, records[edges.b[at]!]!.id];
    const rule = edges.deterministic[at] === 1 ? 'verified identifier' : 'scored';
    yield [shopId, Math.min(x, y), Math.max(x, y), edges.bits[at]!, rule, version];
  }
}
