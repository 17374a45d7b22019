import { type Column, type Mask, MISSING } from './column.ts';

/** How many there are in a mask. */
export function countOf(mask: Mask): number {
  let count = 0;
  for (let place = 0; place < mask.length; place++) {
    count += mask[place]!;
  }
  return count;
}

/** A column of numbers added up over those in a mask; unknown ones are nothing. */
export function sumOf(mask: Mask, column: Column): number {
  if (column.kind !== 'numbers') {
    return 0;
  }
  const { numbers } = column;
  let sum = 0;
  for (let place = 0; place < mask.length; place++) {
    const number = numbers[place]!;
    sum += number === MISSING ? 0 : number * mask[place]!;
  }
  return sum;
}

/** Of how many in a mask a column is above zero. */
export function positiveOf(mask: Mask, column: Column): number {
  if (column.kind !== 'numbers') {
    return 0;
  }
  const { numbers } = column;
  let count = 0;
  for (let place = 0; place < mask.length; place++) {
    count += Number(numbers[place]! > 0) & mask[place]!;
  }
  return count;
}

/** Of how many in a mask a column says yes. */
export function yesOf(mask: Mask, column: Column): number {
  if (column.kind !== 'codes') {
    return 0;
  }
  const { codes, values } = column;
  // Code 0 is for what is not known; nobody has this code where nobody says yes.
  const yes = values.indexOf(true) + 1 || -1;
  let count = 0;
  for (let place = 0; place < mask.length; place++) {
    count += Number(codes[place] === yes) & mask[place]!;
  }
  return count;
}

/** The places of those in a mask of whom a column is largest, the first of equals; unknown numbers are zero. */
export function largestOf(mask: Mask, column: Column, limit: number): number[] {
  if (column.kind !== 'numbers') {
    return [];
  }
  const { numbers } = column;
  const numberAt = (place: number) => (numbers[place] === MISSING ? 0 : numbers[place]!);
  const best: number[] = [];
  let least = -Infinity;
  for (let place = 0; place < mask.length; place++) {
    if (mask[place] === 1 && numberAt(place) > least) {
      const after = best.findIndex((other) => numberAt(other) < numberAt(place));
      best.splice(after < 0 ? best.length : after, 0, place);
      best.length = Math.min(best.length, limit);
      least = best.length < limit ? -Infinity : numberAt(best[limit - 1]!);
    }
  }
  return best;
}

/** How many in a mask have each value of a column; each element of a list counts. */
export function spreadOf(mask: Mask, column: Column): Map<string, number> {
  const spread = new Map<string, number>();
  if (column.kind !== 'codes') {
    return spread;
  }
  const { codes, values } = column;
  const counts = new Uint32Array(values.length + 1);
  for (let place = 0; place < mask.length; place++) {
    counts[codes[place]!]! += mask[place]!;
  }
  for (const [index, value] of values.entries()) {
    for (const one of Array.isArray(value) ? value : [value]) {
      spread.set(String(one), (spread.get(String(one)) ?? 0) + counts[index + 1]!);
    }
  }
  return spread;
}
