/**
 * Distances between two stretches of code units. They work on typed arrays because scoring compares millions of pairs and must not
 * make strings. Stretches longer than `LONGEST` count only to that length.
 */
const LONGEST = 64;
const used = new Uint8Array(LONGEST);
const matched = new Uint16Array(LONGEST);
const letters = new Int8Array(65536);

/** Jaro-Winkler similarity 0…1 (prefix weight .1, at most four letters; Winkler 1990). Two empty stretches are unlike. */
export function jaroWinkler(
  a: Uint16Array,
  aStart: number,
  aEnd: number,
  b: Uint16Array,
  bStart: number,
  bEnd: number,
): number {
  const aLength = Math.min(aEnd - aStart, LONGEST);
  const bLength = Math.min(bEnd - bStart, LONGEST);
  if (aLength === 0 || bLength === 0) return 0;
  const common = matchLetters(a, aStart, aLength, b, bStart, bLength);
  if (common === 0) return 0;
  const transposed = countTransposed(b, bStart, bLength);
  const jaro = (common / aLength + common / bLength + (common - transposed / 2) / common) / 3;
  let prefix = 0;
  const longestPrefix = Math.min(4, aLength, bLength);
  while (prefix < longestPrefix && a[aStart + prefix] === b[bStart + prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Leaves the matched letters of a in `matched` and marks those of b in `used`. */
function matchLetters(
  a: Uint16Array,
  aStart: number,
  aLength: number,
  b: Uint16Array,
  bStart: number,
  bLength: number,
): number {
  const reach = Math.max(0, (Math.max(aLength, bLength) >> 1) - 1);
  used.fill(0, 0, bLength);
  let common = 0;
  for (let i = 0; i < aLength; i += 1) {
    const letter = a[aStart + i] as number;
    const last = Math.min(bLength - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j += 1) {
      if (used[j] === 0 && b[bStart + j] === letter) {
        used[j] = 1;
        matched[common] = letter;
        common += 1;
        break;
      }
    }
  }
  return common;
}

function countTransposed(b: Uint16Array, bStart: number, bLength: number): number {
  let transposed = 0;
  let k = 0;
  for (let j = 0; j < bLength; j += 1) {
    if (used[j] === 0) continue;
    if (matched[k] !== b[bStart + j]) transposed += 1;
    k += 1;
  }
  return transposed;
}

/**
 * Edits (insert, delete, replace, swap of neighbours: optimal string alignment) needed to turn a into b, or `limit + 1` as soon as
 * it is certain that more are needed. O(length).
 */
export function editDistance(
  a: Uint16Array,
  aStart: number,
  aEnd: number,
  b: Uint16Array,
  bStart: number,
  bEnd: number,
  limit: number,
): number {
  let from = 0;
  let aLength = Math.min(aEnd - aStart, LONGEST);
  let bLength = Math.min(bEnd - bStart, LONGEST);
  if (Math.abs(aLength - bLength) > limit) return limit + 1;
  while (from < aLength && from < bLength && a[aStart + from] === b[bStart + from]) from += 1;
  while (aLength > from && bLength > from && a[aStart + aLength - 1] === b[bStart + bLength - 1]) {
    aLength -= 1;
    bLength -= 1;
  }
  return distanceOfCores(a, aStart + from, aLength - from, b, bStart + from, bLength - from, limit);
}

/** Where each letter stands in the first text, as a bit set by letter; all zero between calls. */
const positions = new Int32Array(65536);

/**
 * What is left between the common beginning and end, a column of the table at a time in the bits of one integer (Hyyrö 2003,
 * "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", the restricted Damerau variant).
 */
function distanceOfCores(
  a: Uint16Array,
  aStart: number,
  aLength: number,
  b: Uint16Array,
  bStart: number,
  bLength: number,
  limit: number,
): number {
  if (aLength === 0 || bLength === 0) return Math.min(limit + 1, aLength + bLength);
  if (aLength > WORD)
    return bLength > WORD ? limit + 1 : distanceOfCores(b, bStart, bLength, a, aStart, aLength, limit);
  for (let i = 0; i < aLength; i += 1) positions[a[aStart + i] as number]! |= 1 << i;
  const distance = runColumns(aLength, b, bStart, bLength);
  for (let i = 0; i < aLength; i += 1) positions[a[aStart + i] as number] = 0;
  return Math.min(distance, limit + 1);
}

/** Bits of an integer that can be shifted without losing the sign. Two unlike stretches longer than this are far apart anyway. */
const WORD = 31;

function runColumns(aLength: number, b: Uint16Array, bStart: number, bLength: number): number {
  const last = 1 << (aLength - 1);
  let up = -1;
  let down = 0;
  let diagonal = 0;
  let before = 0;
  let distance = aLength;
  for (let j = 0; j < bLength; j += 1) {
    const here = positions[b[bStart + j] as number] as number;
    const swapped = ((~diagonal & here) << 1) & before;
    diagonal = (((here & up) + up) ^ up) | here | down | swapped;
    let right = down | ~(diagonal | up);
    let left = diagonal & up;
    if ((right & last) !== 0) distance += 1;
    if ((left & last) !== 0) distance -= 1;
    right = (right << 1) | 1;
    left <<= 1;
    up = left | ~(diagonal | right);
    down = right & diagonal;
    before = here;
  }
  return distance;
}

/** How many letters and digits one of two texts has that the other has not (see `TextTable.masks`): each edit adds at most two. */
export function letterSetDistance(x: number, y: number): number {
  let bits = x ^ y;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}

/**
 * Letters that a and b do not have in common, in any order: 0 for an anagram, 1 for one letter more. Finds what fingers scramble
 * (`Hayler` for `Harley`) where edits would call it another name.
 */
export function letterDistance(
  a: Uint16Array,
  aStart: number,
  aEnd: number,
  b: Uint16Array,
  bStart: number,
  bEnd: number,
): number {
  for (let i = aStart; i < aEnd; i += 1) letters[a[i] as number] = (letters[a[i] as number] as number) + 1;
  for (let j = bStart; j < bEnd; j += 1) letters[b[j] as number] = (letters[b[j] as number] as number) - 1;
  let more = 0;
  let less = 0;
  for (let i = aStart; i < aEnd; i += 1) {
    const left = letters[a[i] as number] as number;
    if (left > 0) more += left;
    letters[a[i] as number] = 0;
  }
  for (let j = bStart; j < bEnd; j += 1) {
    const left = letters[b[j] as number] as number;
    if (left < 0) less -= left;
    letters[b[j] as number] = 0;
  }
  return Math.max(more, less);
}
