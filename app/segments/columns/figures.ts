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
