import type { Comparable } from './comparable.ts';
import { EmailStore, nameInEmail } from './email-store.ts';
import { IntList, ListsBuilder } from './int-list.ts';
import { NameStore } from './name-store.ts';
import type { RecordSet } from './record-set.ts';
import { StringStore } from './string-store.ts';

type ListName =
  | 'given'
  | 'family'
  | 'emails'
  | 'phones'
  | 'houseNumbers'
  | 'streetWords'
  | 'companies'
  | 'identifiers'
  | 'attributes';
type ColumnName = 'source' | 'birth' | 'generation' | 'postcode' | 'city' | 'region' | 'verifiedAccount';

const LIST_NAMES: readonly ListName[] = [
  'given',
  'family',
  'emails',
  'phones',
  'houseNumbers',
  'streetWords',
  'companies',
  'identifiers',
  'attributes',
];

/** Collects comparables into the columns of a `RecordSet`. O(1) amortised a record. */
export class RecordSetBuilder {
  readonly #ids: number[] = [];
  readonly #names: NameStore;
  readonly #emails: EmailStore;
  readonly #phones: StringStore;
  readonly #texts: StringStore;
  readonly #companies = new StringStore();
  readonly #companyWords = new ListsBuilder();
  readonly #identifiers: StringStore;
  readonly #identifierKind = new IntList();
  readonly #lists: Record<ListName, ListsBuilder>;
  readonly #columns: Record<ColumnName, IntList>;
  readonly #nameInEmail = new IntList();
  readonly #identifierVerified = new IntList();
  readonly #attributeOf = new IntList();
  readonly #sources = new Map<number, number>([[0, 0]]);
  readonly #idKinds = new Map<string, number>();
  readonly #attributeNames = new Map<string, number>();

  /** `expected` = number of records, to size the tables; more are welcome. */
  constructor(expected = 16) {
    this.#names = new NameStore(Math.min(expected, 100_000));
    this.#emails = new EmailStore(expected);
    this.#phones = new StringStore(expected);
    this.#texts = new StringStore(Math.min(expected, 100_000));
    this.#identifiers = new StringStore(Math.min(expected, 10_000));
    this.#identifierKind.push(0);
    this.#companyWords.endRow();
    this.#lists = Object.fromEntries(LIST_NAMES.map((name) => [name, new ListsBuilder(expected)])) as Record<
      ListName,
      ListsBuilder
    >;
    const column = () => new IntList(expected);
    this.#columns = {
      source: column(),
      birth: column(),
      generation: column(),
      postcode: column(),
      city: column(),
      region: column(),
      verifiedAccount: column(),
    };
  }

  add(record: Comparable): void {
    const columns = this.#columns;
    this.#ids.push(record.id);
    this.#addName('given', record.given);
    this.#addName('family', record.family);
    columns.source.push(indexOf(this.#sources, record.source));
    columns.generation.push(record.generation);
    columns.birth.push(record.birth);
    this.#addContacts(record);
    this.#addTexts('houseNumbers', record.houseNumbers);
    this.#addTexts('streetWords', record.streetWords);
    columns.postcode.push(this.#texts.intern(record.postcode));
    columns.city.push(this.#texts.intern(record.city));
    columns.region.push(this.#texts.intern(record.region));
    columns.verifiedAccount.push(record.verifiedAccount ? 1 : 0);
    this.#addIdentifiers(record);
    for (const [name, value] of record.attributes) {
      this.#lists.attributes.push(this.#texts.intern(value));
      this.#attributeOf.push(indexOf(this.#attributeNames, name));
    }
    for (const name of LIST_NAMES) this.#lists[name].endRow();
  }

  #addName(list: 'given' | 'family', tokens: readonly string[]): void {
    for (const token of tokens) this.#lists[list].push(this.#names.intern(token));
    if (tokens.length > 1) this.#lists[list].push(this.#names.intern(tokens.join('')));
  }

  #addTexts(list: ListName, texts: readonly string[]): void {
    for (const text of texts) this.#lists[list].push(this.#texts.intern(text));
  }

  #addContacts(record: Comparable): void {
    for (let i = 0; i < record.emails.length; i += 1) {
      const email = record.emails[i] as string;
      this.#lists.emails.push(this.#emails.intern(email, record.deskMailbox[i] === true));
      this.#nameInEmail.push(nameInEmail(email, record.given, record.family));
    }
    for (const phone of record.phones) this.#lists.phones.push(this.#phones.intern(phone));
    for (const company of record.companies) this.#lists.companies.push(this.#internCompany(company));
  }

  #internCompany(company: string): number {
    const known = this.#companies.table.size;
    const id = this.#companies.intern(company);
    if (id > known) {
      for (const word of company.split(' ')) this.#companyWords.push(this.#texts.intern(word));
      this.#companyWords.endRow();
    }
    return id;
  }

  #addIdentifiers(record: Comparable): void {
    for (const { kind, value, verified } of record.ids) {
      const id = this.#identifiers.intern(`${kind}\n${value}`);
      if (id === this.#identifierKind.length) this.#identifierKind.push(indexOf(this.#idKinds, kind));
      this.#lists.identifiers.push(id);
      this.#identifierVerified.push(verified ? 1 : 0);
    }
  }

  build(): RecordSet {
    const columns = this.#columns;
    const lists = this.#lists;
    return {
      size: this.#ids.length,
      ids: Float64Array.from(this.#ids),
      names: this.#names.build(),
      given: lists.given.build(),
      family: lists.family.build(),
      source: Uint8Array.from(columns.source.trimmed()),
      sourceNames: [...this.#sources.keys()],
      generation: Uint8Array.from(columns.generation.trimmed()),
      birth: columns.birth.trimmed(),
      emailTable: this.#emails.build(),
      emails: lists.emails.build(),
      nameInEmail: Uint8Array.from(this.#nameInEmail.trimmed()),
      phoneTable: this.#phones.table,
      phones: lists.phones.build(),
      texts: this.#texts.table,
      houseNumbers: lists.houseNumbers.build(),
      streetWords: lists.streetWords.build(),
      postcode: columns.postcode.trimmed(),
      city: columns.city.trimmed(),
      region: columns.region.trimmed(),
      companyTable: { texts: this.#companies.table, words: this.#companyWords.build() },
      companies: lists.companies.build(),
      identifierTable: { texts: this.#identifiers.table, kind: this.#identifierKind.trimmed() },
      identifiers: lists.identifiers.build(),
      identifierVerified: Uint8Array.from(this.#identifierVerified.trimmed()),
      verifiedAccount: Uint8Array.from(columns.verifiedAccount.trimmed()),
      attributes: lists.attributes.build(),
      attributeOf: Uint8Array.from(this.#attributeOf.trimmed()),
      idKinds: [...this.#idKinds.keys()],
      attributeNames: [...this.#attributeNames.keys()],
    };
  }
}

/** The records as a set, in the given order. */
export function buildRecordSet(records: readonly Comparable[]): RecordSet {
  const builder = new RecordSetBuilder(records.length);
  for (const record of records) builder.add(record);
  return builder.build();
}

function indexOf<Name>(names: Map<Name, number>, name: Name): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}
