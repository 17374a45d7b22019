import { isInitial } from './compare-name-tokens.ts';
import { compareNames, type NameComparison } from './compare-names.ts';
import { NAME } from './comparison-fields.ts';
import type { Lists } from './int-list.ts';
import type { RecordSet } from './record-set.ts';
import type { TextTable } from './string-store.ts';

/** From this many clearly different people on, a value is shared: it supports a link and cannot make one. */
export const SHARED_FROM = 3;
/** Above this many it is generic (staff phone, kiosk mailbox): it counts for nothing. */
export const GENERIC_ABOVE = 10;
/** Bits that a shared value brings at most. */
export const SHARED_BITS = 3;

export type ValueClass = 'normal' | 'shared' | 'generic';

/** How many clearly different people use each value; index = value id in the table of the record set. */
export type ValueStats = { emails: Uint16Array; phones: Uint16Array; identifiers: Uint16Array };

export function classOfValue(people: number): ValueClass {
  if (people > GENERIC_ABOVE) return 'generic';
  return people >= SHARED_FROM ? 'shared' : 'normal';
}

/**
 * Statistics of all values of a set that is complete: every record of the shop. For one record with its candidates ask the database
 * for the holders of each value instead, and use `countPeople`. O(holders²) a value, at most `MOST_HOLDERS`.
 */
export function statsOfSet(set: RecordSet): ValueStats {
  return {
    emails: peopleByValue(set, set.emails, set.emailTable.texts.size, set.emailTable.desk),
    phones: peopleByValue(set, set.phones, set.phoneTable.size),
    identifiers: peopleByValue(set, set.identifiers, set.identifierTable.texts.size),
  };
}

/** People by hash of the value (`TextTable.hashes`), where there is more than one: what a shop stores of its values. */
export type PeopleByValue = Record<'emails' | 'phones' | 'identifiers', ReadonlyMap<number, number>>;

/** Statistics of a part of a shop from what is stored about the whole of it. */
export function statsFromPeople(set: RecordSet, people: PeopleByValue): ValueStats {
  const lookUp = (texts: TextTable, known: ReadonlyMap<number, number>) =>
    Uint16Array.from({ length: texts.size + 1 }, (_, id) => known.get(texts.hashes[id] as number) ?? 1);
  return {
    emails: lookUp(set.emailTable.texts, people.emails),
    phones: lookUp(set.phoneTable, people.phones),
    identifiers: lookUp(set.identifierTable.texts, people.identifiers),
  };
}

/** The other way round: what is worth storing of the statistics of a whole shop. */
export function peopleFromStats(set: RecordSet, stats: ValueStats): PeopleByValue {
  const several = (texts: TextTable, people: Uint16Array) => {
    const found = new Map<number, number>();
    for (let id = 1; id <= texts.size; id += 1) {
      if ((people[id] as number) > 1) found.set(texts.hashes[id] as number, people[id] as number);
    }
    return found;
  };
  return {
    emails: several(set.emailTable.texts, stats.emails),
    phones: several(set.phoneTable, stats.phones),
    identifiers: several(set.identifierTable.texts, stats.identifiers),
  };
}

/** A desk's mailbox is shared whoever uses it. */
function peopleByValue(set: RecordSet, lists: Lists, size: number, desk?: Uint8Array): Uint16Array {
  const people = new Uint16Array(size + 1).fill(1);
  const holders = holdersByValue(lists, size);
  for (let value = 1; value <= size; value += 1) {
    const from = holders.from[value] as number;
    const to = holders.from[value + 1] as number;
    if (to - from > 1) people[value] = countPeople(set, holders.values.subarray(from, to));
    if (desk?.[value] === 1) people[value] = Math.max(SHARED_FROM, people[value] as number);
  }
  return people;
}

/** For each value the records that hold it, in order: the lists turned round. O(values). */
export function holdersByValue(lists: Lists, size: number): Lists {
  const from = new Int32Array(size + 2);
  const rows = lists.from.length - 1;
  const total = lists.from[rows] as number;
  for (let i = 0; i < total; i += 1) from[(lists.values[i] as number) + 1]! += 1;
  for (let value = 0; value <= size; value += 1) from[value + 1]! += from[value] as number;
  const next = from.slice(0, size + 1);
  const values = new Int32Array(total);
  for (let row = 0; row < rows; row += 1) {
    for (let i = lists.from[row] as number; i < (lists.from[row + 1] as number); i += 1) {
      const value = lists.values[i] as number;
      values[next[value] as number] = row;
      next[value]! += 1;
    }
  }
  return { from, values };
}

/** More holders than this are judged by as many of them with the lowest record ids. */
const MOST_HOLDERS = 64;

const comparison: NameComparison = { given: 0, family: 0, givenToken: 0, familyToken: 0, swapped: false };

/**
 * How many clearly different people the records are by their names: groups of records whose names could be one person's. Records
 * without a whole first and last name say nothing about it. At least 1. Pure in the set of records, whatever their order.
 */
export function countPeople(set: RecordSet, records: Int32Array): number {
  const named = whoseNamesAreFull(set, records);
  if (named.length < 2) return 1;
  const group = named.map((_, index) => index);
  for (let i = 1; i < named.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      if (rootOf(group, i) !== rootOf(group, j) && couldBeOne(set, named[i] as number, named[j] as number)) {
        group[rootOf(group, i)] = rootOf(group, j);
      }
    }
  }
  return group.filter((root, index) => root === index).length;
}

function whoseNamesAreFull(set: RecordSet, records: Int32Array): number[] {
  const named: number[] = [];
  for (const record of records) {
    const hasGiven = hasWholeGivenName(set, record);
    const hasFamily = (set.family.from[record] as number) < (set.family.from[record + 1] as number);
    if (hasGiven && hasFamily) named.push(record);
  }
  if (named.length <= MOST_HOLDERS) return named;
  return named.sort((x, y) => (set.ids[x] as number) - (set.ids[y] as number)).slice(0, MOST_HOLDERS);
}

/** An initial could be anybody's. */
function hasWholeGivenName(set: RecordSet, record: number): boolean {
  const from = set.given.from[record] as number;
  return from < (set.given.from[record + 1] as number) && !isInitial(set.names, set.given.values[from] as number);
}

function couldBeOne(set: RecordSet, a: number, b: number): boolean {
  compareNames(set, a, b, comparison);
  return comparison.given >= NAME.NEAR || (comparison.given !== NAME.DIFFERENT && comparison.family >= NAME.LOOSE);
}

function rootOf(group: number[], index: number): number {
  let root = index;
  while (group[root] !== root) root = group[root] as number;
  return root;
}
