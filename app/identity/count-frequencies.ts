import { ADDRESS, BIRTH, COMPANY, FAMILY, FIRST_OPEN_FIELD, GIVEN } from './comparison-fields.ts';
import type { Lists } from './int-list.ts';
import type { ValueFrequencies } from './matching-model.ts';
import type { RecordSet } from './record-set.ts';

/** A model keeps this many values of a field, the commonest: the rest are rare enough to be alike. */
const KEPT_VALUES = 4000;

/**
 * How often the values of each field occur among people, by field index. `people` = a number for the person of each row; values
 * that one person's records repeat count once. O(values).
 */
export function countFrequencies(set: RecordSet, people: Int32Array, fields: number): ValueFrequencies[] {
  const order = rowsByPerson(people);
  const places = mergeLists(set.size, set.postcode, set.city);
  const births = birthLists(set);
  const none = { total: 0, counts: {} };
  const frequencies: ValueFrequencies[] = Array.from({ length: fields }, () => none);
  const count = (lists: Lists, hashes: Float64Array) => tally(lists, hashes, order, people);
  frequencies[GIVEN] = count(set.given, set.names.texts.hashes);
  frequencies[FAMILY] = count(set.family, set.names.texts.hashes);
  frequencies[BIRTH] = count(births.lists, births.values);
  frequencies[ADDRESS] = count(places, set.texts.hashes);
  frequencies[COMPANY] = count(set.companies, set.companyTable.texts.hashes);
  set.attributeNames.forEach((_, index) => {
    frequencies[FIRST_OPEN_FIELD + set.idKinds.length + index] = count(attributeLists(set, index), set.texts.hashes);
  });
  return frequencies;
}

function tally(lists: Lists, hashes: Float64Array, order: Int32Array, people: Int32Array): ValueFrequencies {
  const counts = new Int32Array(hashes.length);
  const lastPerson = new Int32Array(hashes.length).fill(-1);
  let total = 0;
  let counted = -1;
  for (const row of order) {
    const person = people[row] as number;
    const to = lists.from[row + 1] as number;
    for (let i = lists.from[row] as number; i < to; i += 1) {
      const value = lists.values[i] as number;
      if (lastPerson[value] === person) continue;
      lastPerson[value] = person;
      counts[value]! += 1;
      if (counted !== person) total += 1;
      counted = person;
    }
  }
  return { total, counts: commonest(counts, hashes) };
}

function commonest(counts: Int32Array, hashes: Float64Array): Record<string, number> {
  let least = 3;
  const ids = () => Array.from(counts.keys()).filter((id) => (counts[id] as number) >= least);
  let frequent = ids();
  for (; frequent.length > KEPT_VALUES * 4; frequent = ids()) least *= 2;
  frequent.sort(
    (x, y) => (counts[y] as number) - (counts[x] as number) || (hashes[x] as number) - (hashes[y] as number),
  );
  return Object.fromEntries(frequent.slice(0, KEPT_VALUES).map((id) => [String(hashes[id]), counts[id] as number]));
}

function rowsByPerson(people: Int32Array): Int32Array {
  const most = people.reduce((x, y) => Math.max(x, y), 0);
  const next = new Int32Array(most + 2);
  for (const person of people) next[person + 1]! += 1;
  for (let person = 0; person <= most; person += 1) next[person + 1]! += next[person] as number;
  const rows = new Int32Array(people.length);
  people.forEach((person, row) => {
    rows[next[person] as number] = row;
    next[person]! += 1;
  });
  return rows;
}

/** Two columns of text ids as lists; 0 = no value. */
function mergeLists(rows: number, first: Int32Array, second: Int32Array): Lists {
  const from = new Int32Array(rows + 1);
  const values = new Int32Array(rows * 2);
  let length = 0;
  for (let row = 0; row < rows; row += 1) {
    if (first[row] !== 0) values[length++] = first[row] as number;
    if (second[row] !== 0) values[length++] = second[row] as number;
    from[row + 1] = length;
  }
  return { from, values };
}

/** Birth dates numbered from 1 in order of appearance; the date itself serves as its hash. */
function birthLists(set: RecordSet): { lists: Lists; values: Float64Array } {
  const numbers = new Map<number, number>();
  const dates = [0];
  const column = Int32Array.from(set.birth, (birth) => {
    if (birth === 0) return 0;
    const known = numbers.get(birth);
    if (known !== undefined) return known;
    numbers.set(birth, dates.length);
    return dates.push(birth) - 1;
  });
  return { lists: mergeLists(set.size, column, new Int32Array(set.size)), values: Float64Array.from(dates) };
}

function attributeLists(set: RecordSet, index: number): Lists {
  const from = new Int32Array(set.size + 1);
  const values: number[] = [];
  for (let row = 0; row < set.size; row += 1) {
    for (let i = set.attributes.from[row] as number; i < (set.attributes.from[row + 1] as number); i += 1) {
      if (set.attributeOf[i] === index) values.push(set.attributes.values[i] as number);
    }
    from[row + 1] = values.length;
  }
  return { from, values: Int32Array.from(values) };
}
