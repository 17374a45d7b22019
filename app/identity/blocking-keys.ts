import {
  ADDRESS,
  BIRTH,
  COMPANY,
  EMAIL,
  FAMILY,
  FIRST_OPEN_FIELD,
  GIVEN,
  ORGANISATION,
  PHONE,
} from './comparison-fields.ts';
import { hashNumbers } from './hash.ts';
import { DoubleList, type Lists } from './int-list.ts';
import type { RecordSet } from './record-set.ts';
import type { TextTable } from './string-store.ts';

/**
 * A kind of blocking key: two records that share a key of this kind are compared, unless the key is crowded. From how many records
 * on it is crowded the model says (`learnLimits`), never more than `most`: so the kinds together bound the candidates of a record.
 */
export type KeyKind = {
  name: string;
  most: number;
  /** Pairs a record that the kind may cost on average; a limit is learned that keeps to it. */
  budget: number;
  /** The fields that the key makes agree: training learns nothing about them from pairs that only this kind found. */
  fields: readonly number[];
  /** Adds the keys of one row; the same key may come twice. */
  collect: (set: RecordSet, row: number, kind: number, into: DoubleList) => void;
};

/** Narrow: who shares it is likely one person. Middling: likely one household. Wide: finds what others miss in small shops. */
const NARROW = { most: 200, budget: Number.POSITIVE_INFINITY };
const MIDDLING = { most: 50, budget: 3 };
const WIDE = { most: 50, budget: 0.15 };

/** Stands for all identifier fields. */
const IDENTIFIERS = FIRST_OPEN_FIELD;

/** In this order; the index of a kind is part of its keys and of stored keys: append, never reorder. */
export const KEY_KINDS: readonly KeyKind[] = [
  { name: 'e-mail', ...NARROW, fields: [EMAIL], collect: emailKeys },
  { name: 'phone', ...NARROW, fields: [PHONE], collect: phoneKeys },
  { name: 'identifier', ...NARROW, fields: [IDENTIFIERS], collect: identifierKeys },
  { name: 'e-mail local part', ...WIDE, fields: [EMAIL], collect: localPartKeys },
  { name: 'end of phone', ...WIDE, fields: [PHONE], collect: phoneEndKeys },
  { name: 'name + birth date', ...MIDDLING, fields: [GIVEN, FAMILY, BIRTH], collect: nameBirthKeys },
  { name: 'both names + birth year', ...MIDDLING, fields: [GIVEN, FAMILY, BIRTH], collect: namesYearKeys },
  { name: 'name + postcode', ...MIDDLING, fields: [GIVEN, FAMILY, ADDRESS], collect: namePostcodeKeys },
  { name: 'house + postcode', ...MIDDLING, fields: [ADDRESS], collect: housePostcodeKeys },
  { name: 'house + street', ...WIDE, fields: [ADDRESS], collect: houseStreetKeys },
  { name: 'both names', ...WIDE, fields: [GIVEN, FAMILY], collect: namesKeys },
  { name: 'birth date', ...WIDE, fields: [BIRTH], collect: birthKeys },
  { name: 'birth date + place', ...WIDE, fields: [BIRTH, ADDRESS], collect: birthPlaceKeys },
  { name: 'name + city', ...WIDE, fields: [GIVEN, FAMILY, ADDRESS], collect: nameCityKeys },
  { name: 'name + birth month', ...WIDE, fields: [GIVEN, FAMILY, BIRTH], collect: nameMonthKeys },
  { name: 'company', ...WIDE, fields: [COMPANY, ORGANISATION], collect: companyKeys },
  { name: 'one name', ...WIDE, fields: [GIVEN, FAMILY], collect: oneNameKeys },
];

/**
 * Every blocking key of a row with its kind: 53-bit hashes, equal in all sets and runs and different between kinds, so that they can
 * be stored and looked up. 5 to 30 for an ordinary record.
 */
export function blockingKeys(set: RecordSet, row: number): { kind: number; key: number }[] {
  const found: { kind: number; key: number }[] = [];
  for (let kind = 0; kind < KEY_KINDS.length; kind += 1) {
    collected.length = 0;
    KEY_KINDS[kind]!.collect(set, row, kind, collected);
    const first = found.length;
    for (let at = 0; at < collected.length; at += 1) {
      const key = collected.values[at]!;
      if (!isAmong(found, first, key)) found.push({ kind, key });
    }
  }
  return found;
}

/** The keys of one row and kind, of which there are few; one list for all rows, as making one costs more than filling it. */
const collected = new DoubleList();

function isAmong(found: readonly { key: number }[], from: number, key: number): boolean {
  for (let at = from; at < found.length; at += 1) {
    if (found[at]!.key === key) return true;
  }
  return false;
}

function emailKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const { from, values } = set.emails;
  for (let i = from[row] as number; i < (from[row + 1] as number); i += 1) {
    into.push(hashNumbers(kind, set.emailTable.texts.hashes[values[i] as number] as number, 0));
  }
}

/** National numbers agree in this many digits with and without country code. */
const NATIONAL_DIGITS = 9;

function phoneKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const { from, values } = set.phones;
  for (let i = from[row] as number; i < (from[row + 1] as number); i += 1) {
    into.push(hashNumbers(kind, endOfPhone(set.phoneTable, values[i] as number, NATIONAL_DIGITS), 0));
  }
}

/** Numbers given without area code. */
const LOCAL_DIGITS = 7;

function phoneEndKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const { from, values } = set.phones;
  for (let i = from[row] as number; i < (from[row + 1] as number); i += 1) {
    into.push(hashNumbers(kind, endOfPhone(set.phoneTable, values[i] as number, LOCAL_DIGITS), 0));
  }
}

/** The last digits as a number: what stays the same with and without country or area code. */
function endOfPhone(phones: TextTable, phone: number, digits: number): number {
  const end = phones.starts[phone + 1] as number;
  let number = 0;
  for (let i = Math.max(phones.starts[phone] as number, end - digits); i < end; i += 1)
    number = number * 10 + (phones.chars[i] as number) - 48;
  return number;
}

function identifierKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const { from, values } = set.identifiers;
  for (let i = from[row] as number; i < (from[row + 1] as number); i += 1) {
    into.push(hashNumbers(kind, set.identifierTable.texts.hashes[values[i] as number] as number, 0));
  }
}

const SHORTEST_LOCAL_PART = 4;

function localPartKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const { from, values } = set.emails;
  const { local, locals } = set.emailTable;
  for (let i = from[row] as number; i < (from[row + 1] as number); i += 1) {
    const id = local[values[i] as number] as number;
    if ((locals.starts[id + 1] as number) - (locals.starts[id] as number) < SHORTEST_LOCAL_PART) continue;
    into.push(hashNumbers(kind, locals.hashes[id] as number, 0));
  }
}

function nameBirthKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const birth = set.birth[row] as number;
  if (birth % 100 !== 0) withEachName(set, row, kind, birth, into);
}

function nameMonthKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const month = Math.trunc((set.birth[row] as number) / 100);
  if (month % 100 !== 0) withEachName(set, row, kind, month, into);
}

/** In a large shop only the rarest names are left under the limit. */
function oneNameKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  withEachName(set, row, kind, 0, into);
}

function namePostcodeKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const postcode = set.postcode[row] as number;
  if (postcode !== 0) withEachName(set, row, kind, set.texts.hashes[postcode] as number, into);
}

function nameCityKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const city = set.city[row] as number;
  if (city !== 0) withEachName(set, row, kind, set.texts.hashes[city] as number, into);
}

/** One key for each first and last name with the other value: exchanged names meet, and one missing does no harm. */
function withEachName(set: RecordSet, row: number, kind: number, other: number, into: DoubleList): void {
  withNamesOf(set, set.given, row, kind, other, into);
  withNamesOf(set, set.family, row, kind, other, into);
}

function withNamesOf(set: RecordSet, list: Lists, row: number, kind: number, other: number, into: DoubleList): void {
  const { from, values } = set.names.keySounds;
  for (let i = list.from[row] as number; i < (list.from[row + 1] as number); i += 1) {
    const token = list.values[i] as number;
    for (let j = from[token] as number; j < (from[token + 1] as number); j += 1) {
      into.push(hashNumbers(kind, values[j] as number, other));
    }
  }
}

function namesKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  bothNames(set, row, kind, 0, into);
}

function namesYearKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const year = Math.trunc((set.birth[row] as number) / 10000);
  if (year !== 0) bothNames(set, row, kind, year, into);
}

/** First and last name in either order, and a third value. */
function bothNames(set: RecordSet, row: number, kind: number, third: number, into: DoubleList): void {
  const { given, family } = set;
  for (let i = given.from[row] as number; i < (given.from[row + 1] as number); i += 1) {
    for (let j = family.from[row] as number; j < (family.from[row + 1] as number); j += 1) {
      pairSounds(set, given.values[i] as number, family.values[j] as number, kind, third, into);
    }
  }
}

function pairSounds(set: RecordSet, x: number, y: number, kind: number, third: number, into: DoubleList): void {
  const { from, values } = set.names.keySounds;
  for (let i = from[x] as number; i < (from[x + 1] as number); i += 1) {
    for (let j = from[y] as number; j < (from[y + 1] as number); j += 1) {
      const a = values[i] as number;
      const b = values[j] as number;
      into.push(hashNumbers(kind, Math.min(a, b), Math.max(a, b), third));
    }
  }
}

function housePostcodeKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const postcode = set.postcode[row] as number;
  if (postcode === 0) return;
  const { from, values } = set.houseNumbers;
  for (let i = from[row] as number; i < (from[row + 1] as number); i += 1) {
    into.push(hashNumbers(kind, set.texts.hashes[values[i] as number] as number, set.texts.hashes[postcode] as number));
  }
}

function houseStreetKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const { houseNumbers, streetWords, texts } = set;
  for (let i = houseNumbers.from[row] as number; i < (houseNumbers.from[row + 1] as number); i += 1) {
    const house = texts.hashes[houseNumbers.values[i] as number] as number;
    for (let j = streetWords.from[row] as number; j < (streetWords.from[row + 1] as number); j += 1) {
      into.push(hashNumbers(kind, house, texts.hashes[streetWords.values[j] as number] as number));
    }
  }
}

function birthKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const birth = set.birth[row] as number;
  if (birth % 100 !== 0) into.push(hashNumbers(kind, birth, 0));
}

function birthPlaceKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const birth = set.birth[row] as number;
  if (birth % 100 === 0) return;
  const postcode = set.postcode[row] as number;
  const city = set.city[row] as number;
  if (postcode !== 0) into.push(hashNumbers(kind, birth, set.texts.hashes[postcode] as number));
  if (city !== 0) into.push(hashNumbers(kind, birth, set.texts.hashes[city] as number));
}

function companyKeys(set: RecordSet, row: number, kind: number, into: DoubleList): void {
  const { from, values } = set.companies;
  for (let i = from[row] as number; i < (from[row + 1] as number); i += 1) {
    into.push(hashNumbers(kind, set.companyTable.texts.hashes[values[i] as number] as number, 0));
  }
}
