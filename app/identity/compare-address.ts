import { nearlyEqual } from './compare-texts.ts';
import { ADDRESS_LEVEL, NOT_COMPARABLE } from './comparison-fields.ts';
import type { Lists } from './int-list.ts';
import type { RecordSet } from './record-set.ts';

/** What comparing two addresses found. One object is reused for all pairs. */
export type AddressComparison = {
  level: number;
  /** Text id of the postcode or city that agreed; 0 = none. */
  value: number;
};

/**
 * One level for the whole address: its parts follow from one another (a postcode fixes the city), so counting each would count
 * the same agreement several times. Symmetric.
 */
export function compareAddresses(set: RecordSet, a: number, b: number, out: AddressComparison): void {
  const postcode = relation(set, set.postcode[a] as number, set.postcode[b] as number);
  const city = relation(set, set.city[a] as number, set.city[b] as number);
  const street = listRelation(set, set.streetWords, a, b, true);
  const house = listRelation(set, set.houseNumbers, a, b, false);
  const region = relation(set, set.region[a] as number, set.region[b] as number);
  out.value = 0;
  out.level = streetLevel(street, house, Math.max(postcode, city), Math.min(postcode, city));
  if (out.level !== NOT_COMPARABLE) return;
  out.level = areaLevel(postcode, city);
  if (out.level === ADDRESS_LEVEL.POSTCODE) out.value = set.postcode[a] as number;
  else if (out.level === ADDRESS_LEVEL.CITY) out.value = set.city[a] as number;
  else if (out.level === NOT_COMPARABLE && (region === UNLIKE || street === UNLIKE))
    out.level = ADDRESS_LEVEL.DIFFERENT;
}

const UNKNOWN = 0;
const UNLIKE = 1;
const NEAR = 2;
const SAME = 3;

function relation(set: RecordSet, x: number, y: number): number {
  if (x === 0 || y === 0) return UNKNOWN;
  if (x === y) return SAME;
  return nearlyEqual(set.texts, x, y) ? NEAR : UNLIKE;
}

/** Whether two lists share a value, nearly share one, or share none. */
function listRelation(set: RecordSet, lists: Lists, a: number, b: number, fuzzy: boolean): number {
  const { from } = lists;
  if (from[a] === from[a + 1] || from[b] === from[b + 1]) return UNKNOWN;
  if (shareValue(lists, a, b)) return SAME;
  return fuzzy && nearlyShareValue(set, lists, a, b) ? NEAR : UNLIKE;
}

/** Whether the lists of two rows have a value in common. */
export function shareValue({ from, values }: Lists, a: number, b: number): boolean {
  const bTo = from[b + 1] as number;
  for (let i = from[a] as number; i < (from[a + 1] as number); i += 1) {
    for (let j = from[b] as number; j < bTo; j += 1) if (values[i] === values[j]) return true;
  }
  return false;
}

function nearlyShareValue(set: RecordSet, { from, values }: Lists, a: number, b: number): boolean {
  const bTo = from[b + 1] as number;
  for (let i = from[a] as number; i < (from[a + 1] as number); i += 1) {
    for (let j = from[b] as number; j < bTo; j += 1) {
      if (nearlyEqual(set.texts, values[i] as number, values[j] as number)) return true;
    }
  }
  return false;
}

/** Same street and house; the surroundings must agree or be unknown: every town has a High Street. */
function streetLevel(street: number, house: number, best: number, worst: number): number {
  if (street < NEAR) return NOT_COMPARABLE;
  const elsewhere = best === UNLIKE;
  if (house === SAME) return elsewhere ? NOT_COMPARABLE : ADDRESS_LEVEL.PLACE;
  if (elsewhere || best === UNKNOWN) return NOT_COMPARABLE;
  if (house === UNLIKE) return NOT_COMPARABLE;
  return worst === UNLIKE ? NOT_COMPARABLE : ADDRESS_LEVEL.STREET;
}

function areaLevel(postcode: number, city: number): number {
  if (postcode === SAME) return ADDRESS_LEVEL.POSTCODE;
  if (postcode === NEAR && city >= NEAR) return ADDRESS_LEVEL.POSTCODE_NEAR;
  if (city === SAME) return ADDRESS_LEVEL.CITY;
  if (city === NEAR) return ADDRESS_LEVEL.CITY_NEAR;
  if (postcode === NEAR) return ADDRESS_LEVEL.CITY;
  return postcode === UNLIKE || city === UNLIKE ? ADDRESS_LEVEL.DIFFERENT : NOT_COMPARABLE;
}
