import { type CleanCustomer, CUSTOMER_COLUMNS, type CustomerColumn } from './cleaned.ts';

/**
 * What stands behind a customer's record: which statement was the latest, which columns it spoke of (a bit each, in the order
 * of CUSTOMER_COLUMNS), and for columns it left out, which earlier statement they come from. With it every column keeps the
 * latest word on itself, whatever the order in which statements come: a webhook that says less than the bulk operation before
 * it, and arrives first, takes nothing away.
 */
export type Standing = {
  /** `null`: the source has no versions; the later to arrive counts. */
  version: Date | null;
  hash: string;
  said: number;
  /** Column's number → stamp of the statement it comes from. Empty for most records. */
  older: Readonly<Record<string, string>>;
};

/** Identifiers that are no contact column (loyalty numbers, ids elsewhere) are one column more: all of them or not said. */
export const IDENTIFIERS_BIT = 2 ** CUSTOMER_COLUMNS.length;

const BITS = new Map<string, number>(CUSTOMER_COLUMNS.map((column, index) => [column, 2 ** index]));

export function bitOf(column: CustomerColumn): number {
  return BITS.get(column)!;
}

/** One statement as a standing of its own. */
function standingOf(row: CleanCustomer): Standing {
  const columns = Object.keys(row.values).reduce((mask, column) => mask | (BITS.get(column) ?? 0), 0);
  const others = row.identifiers.some((one) => groupOf(one.kind, row) === IDENTIFIERS_BIT) ? IDENTIFIERS_BIT : 0;
  return { version: row.version, hash: row.contentHash, said: columns | others, older: {} };
}

/** Which column an identifier follows: its contact's, or that of all other identifiers. */
export function groupOf(kind: string, row: Pick<CleanCustomer, 'values'>): number {
  if (kind === 'email' && row.values.emails !== undefined) {
    return bitOf('emails');
  }
  return kind === 'phone' && row.values.phones !== undefined ? bitOf('phones') : IDENTIFIERS_BIT;
}

/** `takes`: bits of the columns that the record takes over. */
export type Weighed = { takes: number; isNewer: boolean; after: Standing };

/** Weighs what comes against what stands. Commutative and idempotent for versioned statements. O(columns). */
export function weigh(before: Standing, later: Standing): Weighed {
  if (before.version === null || later.version === null) {
    return weighUnversioned(before, later);
  }
  const isNewer = stampOf(later) >= stampOf(before);
  const top = stampOf(isNewer ? later : before);
  const older: Record<string, string> = {};
  let takes = 0;
  let said = 0;
  for (let index = 0; index <= CUSTOMER_COLUMNS.length; index++) {
    const told = stampAt(later, index);
    let winner = stampAt(before, index);
    if (told > winner) {
      winner = told;
      takes |= 2 ** index;
    }
    if (winner === top) {
      said |= 2 ** index;
    } else if (winner !== '') {
      older[index] = winner;
    }
  }
  const { version, hash } = isNewer ? later : before;
  return { takes, isNewer, after: { version, hash, said, older } };
}

function weighUnversioned(before: Standing, later: Standing): Weighed {
  const repeated = before.version === later.version && before.hash === later.hash;
  const after = repeated ? before : { ...later, said: spoken(before) | later.said };
  return { takes: repeated ? 0 : spoken(later), isNewer: true, after };
}

/** Columns that a statement says are empty. Rows of one file fill each other's gaps: a blank cell takes nothing from a twin. */
export function emptyOf(row: CleanCustomer): number {
  return Object.entries(row.values).reduce((mask, [column, value]) => {
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    return isEmpty ? mask | (BITS.get(column) ?? 0) : mask;
  }, 0);
}

/** Sorts by instant, then by content, so that of two statements of one version all processes choose the same. */
function stampOf({ version, hash }: Standing): string {
  return `${version?.toISOString() ?? ''}${hash}`;
}

/** The stamp of the statement that a column comes from; empty = nobody has spoken of it. */
function stampAt(standing: Standing, index: number): string {
  return (standing.said & (2 ** index)) === 0 ? (standing.older[index] ?? '') : stampOf(standing);
}

function spoken(standing: Standing): number {
  return Object.keys(standing.older).reduce((mask, index) => mask | (2 ** Number(index)), standing.said);
}

/** The instant as of which a column's value was said; null if nobody has, or nobody said when. */
export function saidAt(standing: Standing, column: CustomerColumn): Date | null {
  const stamp = stampAt(standing, CUSTOMER_COLUMNS.indexOf(column));
  return stamp === '' || standing.version === null ? null : new Date(stamp.slice(0, INSTANT_LENGTH));
}

const INSTANT_LENGTH = '2026-11-24T00:00:00.000Z'.length;

/** A record as several statements of one batch leave it, and the standing behind it. */
export type Folded = { row: CleanCustomer; standing: Standing };

/** Folds the statements of a batch about one external id into one. O(rows). */
export function foldStatements(rows: readonly CleanCustomer[]): Folded[] {
  const folded = new Map<string, Folded>();
  for (const row of rows) {
    const known = folded.get(row.externalId);
    folded.set(row.externalId, known ? fold(known, row) : { row, standing: standingOf(row) });
  }
  return [...folded.values()];
}

function fold(known: Folded, row: CleanCustomer): Folded {
  const { takes: claims, isNewer, after } = weigh(known.standing, standingOf(row));
  const top = isNewer ? row : known.row;
  const filled = spoken(known.standing) & ~emptyOf(known.row);
  const takes = after.version === null ? claims & ~(emptyOf(row) & filled) : claims;
  return {
    row: {
      ...top,
      deletedAt: earliest(known.row.deletedAt, row.deletedAt),
      values: foldValues(known.row.values, row.values, takes, isNewer),
      identifiers: [
        ...known.row.identifiers.filter((one) => (groupOf(one.kind, known.row) & takes) === 0),
        ...row.identifiers.filter((one) => (groupOf(one.kind, row) & takes) !== 0),
      ],
    },
    standing: after,
  };
}

function foldValues(
  known: CleanCustomer['values'],
  told: CleanCustomer['values'],
  takes: number,
  isNewer: boolean,
): CleanCustomer['values'] {
  const taken = Object.fromEntries(Object.entries(told).filter(([column]) => ((BITS.get(column) ?? 0) & takes) !== 0));
  const [under, over] = isNewer ? [known.custom, told.custom] : [told.custom, known.custom];
  const custom = { ...(under as object | undefined), ...(over as object | undefined) };
  return { ...known, ...taken, ...(known.custom || told.custom ? { custom } : {}) };
}

/** The earlier of two instants; null where neither is one. */
export function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  return a < b ? a : b;
}
