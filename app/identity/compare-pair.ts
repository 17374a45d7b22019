import { type AddressComparison, compareAddresses } from './compare-address.ts';
import { compareBirthDates } from './compare-birth-date.ts';
import { compareEmails, comparePhones } from './compare-contacts.ts';
import { compareNames, type NameComparison } from './compare-names.ts';
import { compareCompanies, compareIdentifiers, compareValues } from './compare-texts.ts';
import {
  ADDRESS,
  BIRTH,
  COMPANY,
  EMAIL,
  EMAIL_LEVEL,
  FAMILY,
  FIRST_OPEN_FIELD,
  GIVEN,
  NOT_COMPARABLE,
  ORGANISATION,
  PHONE,
  VALUE_LEVEL,
} from './comparison-fields.ts';
import { NAMESAKE, OWN_MAILBOX } from './email-store.ts';
import type { RecordSet } from './record-set.ts';
import type { TextTable } from './string-store.ts';

/** How two records agree, field by field. One object is reused for all pairs: read it before the next comparison. */
export type PairComparison = {
  /** Level by field index; 0 = not comparable. */
  levels: Uint8Array;
  /** Id (in the field's own table) of the value that agreed, 0 = none; of the birth date the row of a record that has it. */
  values: Int32Array;
  names: NameComparison;
  address: AddressComparison;
  /** The e-mail address in common bears the first name of one of the two. */
  ownMailbox: boolean;
  /** The source that both are from, by its index in the set; 0 = not from one. */
  source: number;
  /** What the two say of their generation (Jr., Sr.): 0 nothing, 1 one of them something, 2 both the same; both otherwise: 3. */
  generations: number;
  /** An identifier that both records hold verified. */
  verifiedId: boolean;
};

export function newComparison(fields: number): PairComparison {
  return {
    levels: new Uint8Array(fields),
    values: new Int32Array(fields),
    names: { given: 0, family: 0, givenToken: 0, familyToken: 0, swapped: false },
    address: { level: 0, value: 0 },
    ownMailbox: false,
    source: 0,
    generations: 0,
    verifiedId: false,
  };
}

/** Values that are left out of comparison because everybody has them; index = value id, 1 = leave out. */
export type IgnoredValues = { emails: Uint8Array; phones: Uint8Array };

/** Compares records a and b of the set on every field. Symmetric. About a microsecond. */
export function comparePair(set: RecordSet, ignored: IgnoredValues, a: number, b: number, out: PairComparison): void {
  const { levels, values } = out;
  compareNames(set, a, b, out.names);
  levels[GIVEN] = out.names.given;
  values[GIVEN] = out.names.givenToken;
  out.source = set.source[a] === set.source[b] ? (set.source[a] as number) : 0;
  out.generations = compareGenerations(set.generation[a] as number, set.generation[b] as number);
  levels[FAMILY] = out.names.family;
  values[FAMILY] = out.names.familyToken;
  const birth = set.birth[a] as number;
  levels[BIRTH] = compareBirthDates(birth, set.birth[b] as number);
  values[BIRTH] = a;
  compareAllEmails(set, ignored.emails, a, b, out);
  compareAllPhones(set, ignored.phones, a, b, out);
  compareAddresses(set, a, b, out.address);
  levels[ADDRESS] = out.address.level;
  values[ADDRESS] = out.address.value;
  compareAllCompanies(set, a, b, out);
  if (levels.length > FIRST_OPEN_FIELD) compareOpenFields(set, a, b, out);
}

export const GENERATIONS = { UNSAID: 0, ONE_SAYS: 1, SAME: 2, DIFFERENT: 3 } as const;

function compareGenerations(x: number, y: number): number {
  if (x === 0 && y === 0) return GENERATIONS.UNSAID;
  if (x === 0 || y === 0) return GENERATIONS.ONE_SAYS;
  return x === y ? GENERATIONS.SAME : GENERATIONS.DIFFERENT;
}

function compareAllEmails(set: RecordSet, ignored: Uint8Array, a: number, b: number, out: PairComparison): void {
  const { from, values } = set.emails;
  out.levels[EMAIL] = 0;
  out.ownMailbox = false;
  out.values[EMAIL] = 0;
  for (let i = from[a] as number; i < (from[a + 1] as number); i += 1) {
    for (let j = from[b] as number; j < (from[b + 1] as number); j += 1) {
      const x = values[i] as number;
      const y = values[j] as number;
      if (ignored[x] === 1 || ignored[y] === 1) continue;
      const bearing = (set.nameInEmail[i] as number) | (set.nameInEmail[j] as number);
      const level = compareEmails(set.emailTable, x, y, (bearing & NAMESAKE) !== 0);
      keepBest(out, EMAIL, level, x, y, set.emailTable.texts);
      if (level === EMAIL_LEVEL.EXACT && (bearing & OWN_MAILBOX) !== 0) out.ownMailbox = true;
    }
  }
}

function compareAllPhones(set: RecordSet, ignored: Uint8Array, a: number, b: number, out: PairComparison): void {
  const { from, values } = set.phones;
  out.levels[PHONE] = 0;
  out.values[PHONE] = 0;
  for (let i = from[a] as number; i < (from[a + 1] as number); i += 1) {
    for (let j = from[b] as number; j < (from[b + 1] as number); j += 1) {
      const x = values[i] as number;
      const y = values[j] as number;
      if (ignored[x] === 1 || ignored[y] === 1) continue;
      keepBest(out, PHONE, comparePhones(set.phoneTable, x, y), x, y, set.phoneTable);
    }
  }
}

/** Two people have employers, two organisations have names; who works for a company is not the company. */
function compareAllCompanies(set: RecordSet, a: number, b: number, out: PairComparison): void {
  const { from, values } = set.companies;
  out.levels[COMPANY] = 0;
  out.levels[ORGANISATION] = 0;
  out.values[COMPANY] = 0;
  out.values[ORGANISATION] = 0;
  if (isNameless(set, a) !== isNameless(set, b)) return;
  const field = isNameless(set, a) ? ORGANISATION : COMPANY;
  for (let i = from[a] as number; i < (from[a + 1] as number); i += 1) {
    for (let j = from[b] as number; j < (from[b + 1] as number); j += 1) {
      const x = values[i] as number;
      const y = values[j] as number;
      keepBest(out, field, compareCompanies(set.companyTable, set.texts, x, y), x, y, set.companyTable.texts);
    }
  }
}

function isNameless(set: RecordSet, row: number): boolean {
  return set.given.from[row] === set.given.from[row + 1] && set.family.from[row] === set.family.from[row + 1];
}

/** The better level; of equal ones the value with the larger hash, so that no order matters. */
function keepBest(out: PairComparison, field: number, level: number, x: number, y: number, table: TextTable): void {
  const known = out.levels[field] as number;
  if (level < known || level === NOT_COMPARABLE) return;
  const value = (table.hashes[x] as number) > (table.hashes[y] as number) ? x : y;
  if (level === known && (table.hashes[value] as number) <= (table.hashes[out.values[field] as number] as number))
    return;
  out.levels[field] = level;
  out.values[field] = value;
}

/** Identifiers by kind and attributes by name: their fields come after the fixed ones, in the order of the set. */
function compareOpenFields(set: RecordSet, a: number, b: number, out: PairComparison): void {
  out.levels.fill(0, FIRST_OPEN_FIELD);
  out.values.fill(0, FIRST_OPEN_FIELD);
  out.verifiedId = false;
  compareAllIdentifiers(set, a, b, out);
  const { from, values } = set.attributes;
  const first = FIRST_OPEN_FIELD + set.idKinds.length;
  for (let i = from[a] as number; i < (from[a + 1] as number); i += 1) {
    for (let j = from[b] as number; j < (from[b + 1] as number); j += 1) {
      if (set.attributeOf[i] !== set.attributeOf[j]) continue;
      const x = values[i] as number;
      keepBest(
        out,
        first + (set.attributeOf[i] as number),
        compareValues(set.texts, x, values[j] as number),
        x,
        values[j] as number,
        set.texts,
      );
    }
  }
}

function compareAllIdentifiers(set: RecordSet, a: number, b: number, out: PairComparison): void {
  const { from, values } = set.identifiers;
  const table = set.identifierTable;
  for (let i = from[a] as number; i < (from[a + 1] as number); i += 1) {
    for (let j = from[b] as number; j < (from[b + 1] as number); j += 1) {
      const x = values[i] as number;
      const y = values[j] as number;
      const kind = table.kind[x] as number;
      if (kind !== table.kind[y]) continue;
      const level = compareIdentifiers(table.texts, x, y);
      keepBest(out, FIRST_OPEN_FIELD + kind, level, x, y, table.texts);
      if (level === VALUE_LEVEL.EXACT && set.identifierVerified[i] === 1 && set.identifierVerified[j] === 1)
        out.verifiedId = true;
    }
  }
}
