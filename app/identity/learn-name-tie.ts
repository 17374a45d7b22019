import { isInitial } from './compare-name-tokens.ts';
import { FAMILY, GIVEN } from './comparison-fields.ts';
import { hashNumbers } from './hash.ts';
import { IntList } from './int-list.ts';
import { contextOf, type Learning, type Namesakes } from './learn-levels.ts';
import { probability } from './odds.ts';
import { comparedSample, recallPair } from './pair-sample.ts';
import { runsByKey } from './radix-order.ts';
import type { RecordSet } from './record-set.ts';
import { bitsBesideNames, newScore, scoreComparison } from './score-pair.ts';

/** Pairs of namesakes that are looked at. */
const MOST_PAIRS = 30_000;
/** Pairs of one name that are looked at, beyond which a name speaks through as many. */
const MOST_OF_NAME = 8;
const ROUNDS = 15;
/** The expectation counts as so many pairs of strangers: a small shop keeps to it. */
const EXPECTED_PAIRS = 12;
const MOST_TIE = 5;

/**
 * First and last names go together: where cultures mix, who shares one shares the other more often than two independent draws
 * would. Counts all pairs of namesakes, asks of a sample by everything but the name how many are one person (expectation
 * maximisation of that one share), and compares the rest with what independence expects. O(records).
 */
export function learnNameTie(learning: Learning): void {
  learning.namesakes ??= findNamesakes(learning);
  const { namesakes } = learning;
  const strangers = namesakes.pairs * (1 - shareOfMatches(learning, namesakes));
  const chance = (field: number) => learning.model.fields[field]?.u.at(-1) as number;
  const expected = ((namesakes.named * (namesakes.named - 1)) / 2) * chance(GIVEN) * chance(FAMILY);
  const tie = Math.log2((strangers + EXPECTED_PAIRS) / (expected + EXPECTED_PAIRS));
  learning.model = { ...learning.model, nameTie: Math.round(Math.min(MOST_TIE, Math.max(0, tie)) * 100) / 100 };
}

function findNamesakes(learning: Learning): Namesakes {
  const { set } = learning;
  const rows = new IntList(set.size);
  const keys = new Float64Array(set.size);
  for (let row = 0; row < set.size; row += 1) {
    const given = set.given.values[set.given.from[row] as number] as number;
    const family = set.family.values[set.family.from[row] as number] as number;
    if (!hasWholeName(set, row) || isInitial(set.names, given)) continue;
    keys[rows.length] = hashNumbers(
      0,
      set.names.texts.hashes[given] as number,
      set.names.texts.hashes[family] as number,
    );
    rows.push(row);
  }
  const named = keys.subarray(0, rows.length);
  const { order, runs } = runsByKey(named);
  const { a, b, ...counted } = sampleOfGroups(runs, order, rows.values);
  const context = contextOf(learning);
  return { named: rows.length, ...counted, sample: comparedSample(context, newScore(context), { a, b }) };
}

function hasWholeName({ given, family }: RecordSet, row: number): boolean {
  return (
    (given.from[row] as number) < (given.from[row + 1] as number) &&
    (family.from[row] as number) < (family.from[row + 1] as number)
  );
}

type PairsOfName = { pairs: number; a: Int32Array; b: Int32Array; weight: Float64Array };

function sampleOfGroups(groups: Int32Array, order: Int32Array, rows: Int32Array): PairsOfName {
  const step = Math.max(1, Math.ceil(groups.length / 2 / (MOST_PAIRS / 2)));
  const [a, b] = [new IntList(), new IntList()];
  const weight: number[] = [];
  let pairs = 0;
  for (let group = 0; group < groups.length; group += 2) {
    const start = groups[group] as number;
    const size = (groups[group + 1] as number) - start;
    const all = (size * (size - 1)) / 2;
    pairs += all;
    if ((group / 2) % step !== 0) continue;
    const taken = Math.min(all, MOST_OF_NAME);
    for (let pick = 0; pick < taken; pick += 1) {
      const [x, y] = pairAt(Math.floor((pick * all) / taken));
      const [p, q] = [rows[order[start + x] as number] as number, rows[order[start + y] as number] as number];
      a.push(Math.min(p, q));
      b.push(Math.max(p, q));
      weight.push((all / taken) * step);
    }
  }
  return { pairs, a: a.trimmed(), b: b.trimmed(), weight: Float64Array.from(weight) };
}

/** The n-th of all pairs x < y, counted by y. */
function pairAt(n: number): [x: number, y: number] {
  const y = Math.floor((1 + Math.sqrt(1 + 8 * n)) / 2);
  return [n - (y * (y - 1)) / 2, y];
}

/** The share of the namesakes' pairs that are one person, by what else the records say. */
function shareOfMatches(learning: Learning, { sample, weight }: Namesakes): number {
  const context = contextOf(learning);
  const score = newScore(context);
  const evidence = Float64Array.from(weight, (_, at) => {
    recallPair(sample, at, score);
    scoreComparison(context, score);
    return bitsBesideNames(context, score);
  });
  let share = 0.5;
  for (let round = 0; round < ROUNDS; round += 1) {
    const prior = Math.log2(share / (1 - share));
    let matches = 0;
    let total = 0;
    evidence.forEach((bits, at) => {
      const counts = weight[at] as number;
      matches += counts * probability(prior + bits);
      total += counts;
    });
    if (total === 0) return 0;
    share = Math.min(0.9999, Math.max(0.0001, matches / total));
  }
  return share;
}
