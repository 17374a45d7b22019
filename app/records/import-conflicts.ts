import type { CustomerColumn } from './cleaned.ts';
import { type Entry, replay, type StatementBody, type Subject } from './replay.ts';
import { replayCustomer, valuesSaid } from './replay-customer.ts';

/** A field that an import had changed and somebody else has changed since: it stays as that other left it. */
export type Conflict = {
  subject: Subject;
  key: string;
  recordId: number | null;
  field: string;
  before: string | null;
  imported: string | null;
  kept: string | null;
  /** Origin of what was kept. */
  keptFrom: string;
};

/** What a person reads of a customer's record, where two of its states are compared. */
export const CUSTOMER_FIELDS = [
  'given_name',
  'family_name',
  'full_name',
  'company',
  'email',
  'phone',
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
] as const satisfies readonly CustomerColumn[];

const FIELDS: Record<Exclude<Subject, 'customer'>, readonly string[]> = {
  order: ['name', 'placed_at', 'total_minor', 'currency', 'status', 'record_id', 'note', 'lines'],
  refund: ['amount_minor', 'order_external_id', 'refunded_at', 'reason'],
  interaction: ['type', 'subject', 'body', 'status', 'happened_at'],
  feedback: ['rating', 'title', 'body'],
  loyalty: ['tier', 'status', 'points'],
  consent: ['state'],
};

/** What an import said last of a row that others have changed since, where they differ. O(entries). */
export function conflictsOf(subject: Subject, entries: readonly Entry[], origin: string): Conflict[] {
  const at = entries.findLastIndex((entry) => entry.origin === origin);
  const [first, own] = [entries.findIndex((entry) => entry.origin === origin), entries[at]];
  const since = entries.slice(at + 1);
  if (!own || since.length === 0) {
    return [];
  }
  const read = (some: readonly Entry[]): StatementBody =>
    (subject === 'customer' ? replayCustomer(some)?.values : replay(subject, some)) ?? {};
  const [before, imported, now] = [read(entries.slice(0, first)), read(entries.slice(0, at + 1)), read(entries)];
  return (subject === 'customer' ? CUSTOMER_FIELDS : FIELDS[subject]).flatMap((field) => {
    const [was, said, is] = [before, imported, now].map((row) => textOf(row[field]));
    const other = since.findLast((entry) => textOf(saidBy(subject, entry)[field]) === is);
    return said === was || said === is || !other
      ? []
      : [
          {
            subject,
            key: own.key,
            recordId: own.recordId,
            field,
            before: was!,
            imported: said!,
            kept: is!,
            keptFrom: other.origin,
          },
        ];
  });
}

function saidBy(subject: Subject, entry: Entry): StatementBody {
  return subject === 'customer' ? valuesSaid(entry) : entry.body;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
