import { COMPANY_LEVEL, DIFFERENT, NOT_COMPARABLE, VALUE_LEVEL } from './comparison-fields.ts';
import type { CompanyTable } from './record-set.ts';
import type { TextTable } from './string-store.ts';
import { editDistance, jaroWinkler, letterSetDistance } from './text-distance.ts';

/** Whether two texts are the same but for a slip of the fingers: one edit, two in long ones, or Jaro-Winkler ≥ .93. */
export function nearlyEqual(texts: TextTable, x: number, y: number): boolean {
  const { starts, chars } = texts;
  const xStart = starts[x] as number;
  const xEnd = starts[x + 1] as number;
  const yStart = starts[y] as number;
  const yEnd = starts[y + 1] as number;
  const shorter = Math.min(xEnd - xStart, yEnd - yStart);
  if (shorter < 3) return false;
  const limit = shorter >= 7 ? 2 : 1;
  if (letterSetDistance(texts.masks[x] as number, texts.masks[y] as number) > 2 * limit) return false;
  if (editDistance(chars, xStart, xEnd, chars, yStart, yEnd, limit) <= limit) return true;
  return shorter >= 5 && jaroWinkler(chars, xStart, xEnd, chars, yStart, yEnd) >= 0.93;
}

/** Level of agreement of two values of an attribute. */
export function compareValues(texts: TextTable, x: number, y: number): number {
  if (x === 0 || y === 0) return NOT_COMPARABLE;
  if (x === y) return VALUE_LEVEL.EXACT;
  return nearlyEqual(texts, x, y) ? VALUE_LEVEL.NEAR : VALUE_LEVEL.DIFFERENT;
}

/** Level of agreement of two identifier values of one kind. */
export function compareIdentifiers(table: TextTable, x: number, y: number): number {
  if (x === y) return VALUE_LEVEL.EXACT;
  const { starts, chars } = table;
  const limit = 1;
  const edits = editDistance(
    chars,
    starts[x] as number,
    starts[x + 1] as number,
    chars,
    starts[y] as number,
    starts[y + 1] as number,
    limit,
  );
  return edits <= limit ? VALUE_LEVEL.NEAR : VALUE_LEVEL.DIFFERENT;
}

/**
 * Level of agreement of two company names: the same words in any order, or all words of the shorter name within the longer one,
 * each but for a slip of the fingers.
 */
export function compareCompanies(companies: CompanyTable, texts: TextTable, x: number, y: number): number {
  if (x === 0 || y === 0) return NOT_COMPARABLE;
  if (x === y) return COMPANY_LEVEL.EXACT;
  const { from, values } = companies.words;
  const xCount = (from[x + 1] as number) - (from[x] as number);
  const yCount = (from[y + 1] as number) - (from[y] as number);
  const [inner, outer] = xCount <= yCount ? [x, y] : [y, x];
  for (let i = from[inner] as number; i < (from[inner + 1] as number); i += 1) {
    if (!hasWord(texts, values, values[i] as number, from[outer] as number, from[outer + 1] as number))
      return DIFFERENT;
  }
  return Math.min(xCount, yCount) >= 2 || xCount === yCount ? COMPANY_LEVEL.NEAR : DIFFERENT;
}

function hasWord(texts: TextTable, words: Int32Array, word: number, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (words[i] === word || nearlyEqual(texts, word, words[i] as number)) return true;
  return false;
}
