import type { Lists } from './int-list.ts';
import type { NameTable } from './name-store.ts';
import type { TextTable } from './string-store.ts';

/**
 * Records as columns of small integers: what every comparison, key and statistic reads. A webhook's record with its candidates and
 * a backfill of a million are the same type, so the same functions serve both. Plain data: threads can share it.
 */
export type RecordSet = {
  size: number;
  /** The caller's record ids. */
  ids: Float64Array;
  names: NameTable;
  /** Name tokens, first name first; a name of several tokens also stands there written together (`xiu`, `ying`, `xiuying`). */
  given: Lists;
  family: Lists;
  /** Index into `sourceNames`; 0 = not said. */
  source: Uint8Array;
  sourceNames: number[];
  generation: Uint8Array;
  birth: Int32Array;
  emailTable: EmailTable;
  emails: Lists;
  /** Beside `emails.values`: how the address bears the record's own name, see `nameInEmail`. */
  nameInEmail: Uint8Array;
  phoneTable: TextTable;
  phones: Lists;
  /** Places, words and attribute values. */
  texts: TextTable;
  houseNumbers: Lists;
  streetWords: Lists;
  postcode: Int32Array;
  city: Int32Array;
  region: Int32Array;
  companyTable: CompanyTable;
  companies: Lists;
  identifierTable: IdentifierTable;
  identifiers: Lists;
  /** Beside `identifiers.values`: 1 = handed out by a system that checked the person. */
  identifierVerified: Uint8Array;
  verifiedAccount: Uint8Array;
  attributes: Lists;
  /** Beside `attributes.values`: index into `attributeNames`. */
  attributeOf: Uint8Array;
  idKinds: string[];
  attributeNames: string[];
};

/** E-mail addresses with their parts before and after the @; `desk` = 1 for mailboxes of a desk (info@). */
export type EmailTable = {
  texts: TextTable;
  local: Int32Array;
  domain: Int32Array;
  desk: Uint8Array;
  locals: TextTable;
  domains: TextTable;
};

/** Company names with their words (ids in `texts`). */
export type CompanyTable = { texts: TextTable; words: Lists };

/** Identifier values (kind and value as one text) with the index of their kind in `idKinds`. */
export type IdentifierTable = { texts: TextTable; kind: Int32Array };
