import { isInitial, tokenLevel } from './compare-name-tokens.ts';
import { NAME, NOT_COMPARABLE } from './comparison-fields.ts';
import type { Lists } from './int-list.ts';
import type { NameTable } from './name-store.ts';
import type { RecordSet } from './record-set.ts';

/** What comparing two names found. One object is reused for all pairs. */
export type NameComparison = {
  given: number;
  family: number;
  /** The token that agreed (or one of two that nearly did); 0 = none. */
  givenToken: number;
  familyToken: number;
  /** First and last name agree crosswise. */
  swapped: boolean;
};

type Best = { level: number; token: number; hash: number };

/** How much each level is worth while choosing between reading two names straight and crosswise. Index = level. */
const WORTH = [0, -3, 0, 1, 4, 5, 8];

const givenBest: Best = { level: 0, token: 0, hash: 0 };
const familyBest: Best = { level: 0, token: 0, hash: 0 };
const crossBest: Best = { level: 0, token: 0, hash: 0 };
const otherBest: Best = { level: 0, token: 0, hash: 0 };

/** Compares the names of records a and b, straight and crosswise, into `out`. Symmetric in a and b. */
export function compareNames(set: RecordSet, a: number, b: number, out: NameComparison): void {
  compareLists(set.names, set.given, a, set.given, b, givenBest);
  compareLists(set.names, set.family, a, set.family, b, familyBest);
  settle(out, givenBest, familyBest, false);
  if (out.given >= NAME.VARIANT && out.family >= NAME.VARIANT) return;
  compareLists(set.names, set.given, a, set.family, b, crossBest);
  compareLists(set.names, set.family, a, set.given, b, otherBest);
  const crossed = Math.max(crossBest.level, otherBest.level);
  if (crossed < NAME.NEAR) return;
  // A crossed reading explains less often than a straight one: it must be better by more than a trifle.
  if (worth(crossBest) + worth(otherBest) > worth(givenBest) + worth(familyBest) + 1) settleCrossed(out);
  else if (out.given >= NAME.VARIANT && out.family === NAME.DIFFERENT) readMiddleName(out);
}

/** Which of the two crossed agreements is the family name cannot be told; the choice only has to be the same both ways round. */
function settleCrossed(out: NameComparison): void {
  const byLevel = crossBest.level - otherBest.level;
  const crossIsFamily = byLevel !== 0 ? byLevel > 0 : crossBest.hash <= otherBest.hash;
  if (crossIsFamily) settle(out, otherBest, crossBest, true);
  else settle(out, crossBest, otherBest, true);
}

/** `Susan Meyer Thomas`, `Susan Meyer`: the family name of one is among the further names of the other. */
function readMiddleName(out: NameComparison): void {
  const best = crossBest.level >= otherBest.level ? crossBest : otherBest;
  if (best.token === out.givenToken) return;
  out.family = Math.min(best.level, NAME.VARIANT);
  out.familyToken = best.token;
}

function worth(best: Best): number {
  return WORTH[best.level] as number;
}

function settle(out: NameComparison, given: Best, family: Best, swapped: boolean): void {
  out.given = given.level;
  out.givenToken = given.token;
  out.family = family.level;
  out.familyToken = family.token;
  out.swapped = swapped;
}

/** The best level that any token of one list reaches with any of the other. */
function compareLists(names: NameTable, left: Lists, a: number, right: Lists, b: number, best: Best): void {
  const aFrom = left.from[a] as number;
  const aTo = left.from[a + 1] as number;
  const bFrom = right.from[b] as number;
  const bTo = right.from[b + 1] as number;
  best.level = NOT_COMPARABLE;
  best.token = 0;
  best.hash = 0;
  for (let i = aFrom; i < aTo; i += 1) {
    const x = left.values[i] as number;
    // A middle initial is no name: it would soften two first names that differ.
    if (i > aFrom && isInitial(names, x)) continue;
    for (let j = bFrom; j < bTo; j += 1) {
      const y = right.values[j] as number;
      if (j > bFrom && isInitial(names, y)) continue;
      keepBetter(names, best, tokenLevel(names, x, y), x, y);
    }
  }
  // Part of a compound name (Medina Sentosa, Sentosa) is less than the whole.
  if (best.level === NAME.EXACT && aTo - aFrom !== bTo - bFrom && left.values[aFrom] !== right.values[bFrom])
    best.level = NAME.VARIANT;
}

/** Of equal levels the token with the larger hash: neither the order of the records nor that of interning may matter. */
function keepBetter(names: NameTable, best: Best, level: number, x: number, y: number): void {
  if (level < best.level || level === NOT_COMPARABLE) return;
  const token = (names.texts.hashes[x] as number) > (names.texts.hashes[y] as number) ? x : y;
  const hash = names.texts.hashes[token] as number;
  if (level === best.level && hash <= best.hash) return;
  best.level = level;
  best.token = token;
  best.hash = hash;
}
