import type { Subject } from '../fields/field.ts';
import type { Conventions } from '../mapping.ts';
import type { Transform } from '../transforms.ts';

/** Where a known column goes: a canonical field; the same after changes; kept under its own name; or left out (null). */
export type KnownColumn = string | { field: string; transforms: Transform[] } | 'keep' | null;

/**
 * One export of one known system, as data. Headers are compared without case, accents, blanks and punctuation, wherever they stand;
 * `|` separates spellings and languages.
 */
export type SystemDefinition = {
  /** `square.items`: stable, stored with mappings. */
  key: string;
  /** As the merchant knows it. */
  name: string;
  /** Kind of the source it belongs to. */
  source: string;
  subject: Subject;
  /** All of these must be there; together no other system has them. */
  signature: readonly string[];
  /** None of these may be there. */
  without?: readonly string[];
  columns: Readonly<Record<string, KnownColumn>>;
  /** What the system always does; date order and decimal mark given here yield to clear evidence in the file. */
  conventions: Partial<Conventions>;
  constants?: Readonly<Record<string, string>>;
};
