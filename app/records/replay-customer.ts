import { type CleanCustomer, CUSTOMER_COLUMNS, type CustomerColumn } from './cleaned.ts';
import type { Entry, StatementBody } from './replay.ts';
import {
  bitOf,
  earliest,
  emptyOf,
  type Folded,
  groupOf,
  IDENTIFIERS_BIT,
  type Standing,
  weigh,
} from './weigh-statement.ts';

/** A customer's record with all that stands behind it, apart from the database. */
export type RecordState = {
  values: Partial<Record<CustomerColumn, unknown>>;
  standing: Standing;
  kind: string;
  provenance: string;
  deletedAt: Date | null;
  identifiers: { kind: string; value: string; verified: boolean }[];
  origin: string;
};

/** A statement about a customer as its history keeps it. */
export function customerBody({ row, standing }: Folded): StatementBody {
  return { row, standing };
}

/** What these entries come to, by the rules of store-customers; null if there are none. O(entries). */
export function replayCustomer(entries: readonly Entry[]): RecordState | null {
  return entries.reduce<RecordState | null>((state, entry) => {
    if (entry.isBase) {
      return stateOfRow(entry);
    }
    const statement = statementOf(entry);
    return state ? apply(state, statement, entry.origin) : stateOfStatement(statement, entry.origin);
  }, null);
}

/** What an entry that is a statement says; empty for a base. */
export function valuesSaid(entry: Entry): RecordState['values'] {
  return entry.isBase ? {} : statementOf(entry).row.values;
}

function stateOfRow({ body, origin }: Entry): RecordState {
  return {
    values: Object.fromEntries(CUSTOMER_COLUMNS.map((column) => [column, body[column]])),
    standing: {
      version: dateOf(body['version_at']),
      hash: String(body['content_hash']),
      said: Number(body['said_columns']),
      older: body['older_columns'] as Standing['older'],
    },
    kind: String(body['kind']),
    provenance: String(body['provenance']),
    deletedAt: dateOf(body['deleted_at']),
    identifiers: body['identifiers'] as RecordState['identifiers'],
    origin,
  };
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' && value !== '-infinity' ? new Date(value) : null;
}

function statementOf({ body }: Entry): Folded {
  const { row, standing } = body as unknown as Folded;
  return {
    row: { ...row, deletedAt: dateOf(row.deletedAt), version: dateOf(row.version) },
    standing: { ...standing, version: dateOf(standing.version) },
  };
}

function stateOfStatement({ row, standing }: Folded, origin: string): RecordState {
  return {
    values: row.values,
    standing,
    kind: row.recordKind,
    provenance: row.provenance,
    deletedAt: row.deletedAt,
    identifiers: row.identifiers,
    origin,
  };
}

function apply(state: RecordState, { row, standing }: Folded, origin: string): RecordState {
  const { takes: claims, isNewer, after } = weigh(state.standing, standing);
  const isTwin = after.version === null && state.origin === origin;
  const takes = isTwin ? claims & ~emptyOf(row) : claims;
  const deletedAt = earliest(state.deletedAt, row.deletedAt);
  if (takes === 0 && deletedAt?.getTime() === state.deletedAt?.getTime()) {
    return state;
  }
  return {
    values: takeOver(state.values, row.values, takes, isNewer),
    standing: after,
    kind: isNewer && state.kind === 'guest' ? row.recordKind : state.kind,
    provenance: isNewer ? row.provenance : state.provenance,
    deletedAt,
    identifiers: [
      ...state.identifiers.filter((one) => (storedGroup(one.kind) & takes) === 0),
      ...row.identifiers.filter((one) => (groupOf(one.kind, row) & takes) !== 0),
    ],
    origin,
  };
}

function storedGroup(kind: string): number {
  return kind === 'email' ? bitOf('emails') : kind === 'phone' ? bitOf('phones') : IDENTIFIERS_BIT;
}

function takeOver(
  known: RecordState['values'],
  told: CleanCustomer['values'],
  takes: number,
  isNewer: boolean,
): RecordState['values'] {
  const taken = CUSTOMER_COLUMNS.filter((column) => (bitOf(column) & takes) !== 0).map((column) => [
    column,
    told[column] ?? null,
  ]);
  const values: RecordState['values'] = { ...known, ...Object.fromEntries(taken) };
  if ((bitOf('custom') & takes) !== 0) {
    const [under, over] = isNewer ? [known.custom, told.custom] : [told.custom, known.custom];
    values.custom = { ...(under as object | null), ...(over as object | null) };
  }
  return values;
}

/** The record's row as JSON, for the table to be set to. */
export function rowOf(state: RecordState): StatementBody {
  const { values, standing } = state;
  return {
    ...values,
    tags: values.tags ?? [],
    emails: values.emails ?? [],
    phones: values.phones ?? [],
    custom: values.custom ?? {},
    version_at: standing.version,
    content_hash: standing.hash,
    said_columns: standing.said,
    older_columns: standing.older,
    kind: state.kind,
    provenance: state.provenance,
    deleted_at: state.deletedAt,
    origin: state.origin,
  };
}
