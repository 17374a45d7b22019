import type { UploadCounters } from './upload-counters.ts';

/** A value of a record or an order as it stands and as the file would leave it; empty = none. */
export type FieldExample = { who: string; before: string; after: string };

/** A field that would change, and in how many records or orders. */
export type FieldChange = { subject: 'customer' | 'order'; field: string; rows: number; examples: FieldExample[] };

/** A record that is new and would become a part of a profile that is here. `because`: kinds of what they share. */
export type Joining = { who: string; profile: string; because: string[] };

/** People whose consent would differ. `from`: null = they are new. */
export type ConsentChange = { channel: string; from: string | null; to: string; profiles: number; examples: string[] };

/** Rows that would be refused for one reason; their numbers in the file, the first few. */
export type RefusedFor = { reason: string; remedy: string; rows: number; first: number[] };

/** What the import of a whole file would do. Names and values in it go when anybody is forgotten. */
export type DryRunFound = {
  counters: UploadCounters;
  refused: number;
  reasons: RefusedFor[];
  fields: FieldChange[];
  /** What hangs on people beside orders: kind → rows. */
  others: { kind: string; created: number; changed: number }[];
  /** Records that are new: those that would join profiles, how many profiles those are, and profiles that would be new. */
  joined: { records: number; profiles: number; newProfiles: number; examples: Joining[] };
  /** Profiles of now that would become part of another one. */
  fused: number;
  consents: ConsentChange[];
  /** Signs that the file is not of this source or this shop, each as a sentence. */
  doubts: string[];
};

export type DryRun = {
  sourceName: string;
  /** Answers that the mapping was made with, by question. */
  answers: Record<string, string>;
  rowsRead: number;
  phase: 'reading' | 'people' | 'comparing';
  /** ISO instant at which it was found; null = not yet, or stopped. */
  foundAt: string | null;
  found: DryRunFound | null;
  failure: string | null;
};

/** What tells whether a file belongs to the source it is said to be of. */
export type Acquaintance = {
  sourceName: string;
  /** Customers of the source before, and those in the file: all, known before, and known by another name or address. */
  customersBefore: number;
  told: number;
  known: number;
  renamed: number;
  /** Stores the source had named before, and those in the file's new orders. */
  storesBefore: number;
  newStores: string[];
  knownStores: number;
};

/** Fewer than that prove nothing. */
const ENOUGH = 20;

/** Signs that a file comes from another shop or system: its ids are strangers here, or belong to other people. */
export function doubtsOf(seen: Acquaintance): string[] {
  const { sourceName, customersBefore, told, known, renamed } = seen;
  const doubts: string[] = [];
  if (customersBefore >= ENOUGH && told >= ENOUGH && known === 0) {
    doubts.push(
      `None of the ${told} customers in this file is among the ${customersBefore} that ${sourceName} has named so far.`,
    );
  }
  if (known >= ENOUGH && renamed * 2 > known) {
    doubts.push(
      `${renamed} of the ${known} customers that ${sourceName} has named before have another name or e-mail address in this file: their numbers may be those of other people.`,
    );
  }
  if (seen.storesBefore > 0 && seen.newStores.length > 0 && seen.knownStores === 0) {
    doubts.push(
      `All sales of this file are of stores that ${sourceName} has never named: ${seen.newStores.slice(0, 3).join(', ')}.`,
    );
  }
  return doubts;
}

/** Gathers refused rows by what is wrong with them. Memory grows with the number of reasons only, and of those at most 200 are kept. */
export class RefusalCount {
  readonly #byReason = new Map<string, RefusedFor>();
  #rows = 0;

  add(row: number, { code, reason, remedy }: { code: string; reason: string; remedy: string }): void {
    this.#rows += 1;
    const known = this.#byReason.get(code);
    if (!known) {
      if (this.#byReason.size < 200) {
        this.#byReason.set(code, { reason, remedy, rows: 1, first: [row] });
      }
      return;
    }
    known.rows += 1;
    if (known.first.length < 5) {
      known.first.push(row);
    }
  }

  get rows(): number {
    return this.#rows;
  }

  reasons(): RefusedFor[] {
    return [...this.#byReason.values()].sort((a, b) => b.rows - a.rows);
  }
}

/** What slices of an import have done, together. */
export function addCounters(a: UploadCounters, b: UploadCounters): UploadCounters {
  const sum = { ...a };
  for (const key of Object.keys(b) as (keyof UploadCounters)[]) {
    sum[key] = a[key] + b[key];
  }
  return sum;
}
