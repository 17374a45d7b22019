import type { CustomerRecordKind, Provenance, RecordInput } from './types.ts';

/**
 * Columns of customer_record that a source may speak about; what it does not say stays as it was.
 * The order is the order in which rows are staged, and the numbers of the columns in `said_columns`: add at the end only.
 */
export const CUSTOMER_COLUMNS = [
  'given_name',
  'family_name',
  'full_name',
  'company',
  'email',
  'email_normal',
  'emails',
  'email_verified',
  'phone',
  'phone_e164',
  'phones',
  'line1',
  'line2',
  'city',
  'region',
  'postal_code',
  'country',
  'birth_date',
  'language',
  'note',
  'account_state',
  'tags',
  'custom',
  'merged_into',
  'totals',
  'created_at_source',
] as const;

export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];

/** A version that any real one beats: of a customer who is known only from what an order says of him. */
export const WEAK_VERSION = new Date(0);

/** What decides which of two statements about one external id is the later one. `null`: the source has no versions. */
export type Version = Date | null;

export type ColumnValue = string | number | boolean | Date | string[] | Record<string, unknown> | null;

/** A customer's record after cleaning: as typed and normalised side by side, keyed by column. */
export type CleanCustomer = {
  externalId: string;
  recordKind: CustomerRecordKind;
  provenance: Provenance;
  version: Version;
  deletedAt: Date | null;
  /** Only what the source says; a key that is absent stays as it was. */
  values: Partial<Record<CustomerColumn, ColumnValue>>;
  identifiers: CleanIdentifier[];
  /** Digest of all the above: equal digests say the same, and of two statements with one version the greater counts. */
  contentHash: string;
};

export type CleanIdentifier = { kind: string; value: string; verified: boolean };

/** A batch of one source after cleaning, by kind, in the order of arrival. */
export type CleanBatch = {
  customers: CleanCustomer[];
  orders: Extract<RecordInput, { kind: 'order' }>[];
  refunds: Extract<RecordInput, { kind: 'refund' }>[];
  products: Extract<RecordInput, { kind: 'product' }>[];
  interactions: Extract<RecordInput, { kind: 'interaction' }>[];
  feedback: Extract<RecordInput, { kind: 'feedback' }>[];
  loyalty: Extract<RecordInput, { kind: 'loyalty' }>[];
  consents: CleanConsent[];
};

/** Single changes to a customer that a source tells apart from the record. The later word on each thing counts. */
export type CustomerPatch = {
  externalId: string;
  at: Date;
  addTags?: string[];
  removeTags?: string[];
  /** The source's own purchasing summary as of `at`, for the books to be compared with. */
  totals?: { ordersCount: number | null; spentMinor: number | null; currency: string | null };
};

export type CleanConsent = {
  customerExternalId: string;
  channel: 'email' | 'sms' | 'post' | 'phone';
  purpose: string;
  /** Normalised e-mail or E.164 number; empty = the record's own, not told. */
  contact: string;
  state: 'granted' | 'denied' | 'pending' | 'unknown';
  statedAt: Date | null;
  versionAt: Date | null;
  method: string | null;
  evidence: string | null;
};

/** What every write of a batch needs to know of where it comes from. */
export type Origin = {
  sourceId: number;
  /** `webhook:<delivery>`, `bulk:<operation>`, `upload:<id>`: kept on each row. */
  origin: string;
  /** IANA zone of the shop, for days. */
  timeZone: string;
};

/**
 * Keeps, of several statements about one external id, the one that counts: the highest version, then the greatest digest;
 * without versions the last. O(n). The result does not depend on the order of versioned statements.
 */
export function latestByExternalId<Row>(
  rows: readonly Row[],
  read: (row: Row) => { id: string; version: Version; hash: string },
): Row[] {
  const kept = new Map<string, { row: Row; version: Version; hash: string }>();
  for (const row of rows) {
    const { id, version, hash } = read(row);
    const before = kept.get(id);
    if (!before || supersedes({ version, hash }, before)) {
      kept.set(id, { row, version, hash });
    }
  }
  return [...kept.values()].map((entry) => entry.row);
}

/** Whether a later-arriving statement replaces the one before. The same rule as the SQL of the stores. */
function supersedes(later: { version: Version; hash: string }, before: { version: Version; hash: string }): boolean {
  if (later.version === null || before.version === null) {
    return true;
  }
  const [a, b] = [later.version.getTime(), before.version.getTime()];
  return a === b ? later.hash >= before.hash : a > b;
}
