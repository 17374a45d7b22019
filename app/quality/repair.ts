/** Columns of a customer's record that a repair may change. */
export const MENDABLE = [
  'given_name',
  'family_name',
  'full_name',
  'line1',
  'line2',
  'city',
  'region',
  'postal_code',
  'country',
  'birth_date',
  'email',
] as const;
export type Mendable = (typeof MENDABLE)[number];

/** A record as a repair sees it, with what other records of the same person say of name and address. */
export type MendableRow = Readonly<Record<Mendable, string | null>> & {
  id: number;
  phone_e164: string | null;
  /** The latest other record of the person that has a full name, or a whole address. */
  named: Readonly<Partial<Record<Mendable, string | null>>> | null;
  placed: Readonly<Partial<Record<Mendable, string | null>>> | null;
};

export type MendedFields = Partial<Record<Mendable, string | null>>;

/** A repair that Onefold carries out itself, row by row, and can take back. */
export type RowRepair = {
  kind: 'rows';
  /** What is done, as a button says it. */
  label: string;
  /** What it does to a row and what it leaves alone. */
  sentence: string;
  /** May run by itself from then on: what it does cannot be meant otherwise. */
  canRepeat: boolean;
  /** The e-mail it changes is no address: nothing hangs on it. */
  isText?: boolean;
  /** The fields as they should be; null or the same value: the row is left alone. Pure. */
  mend: (row: MendableRow) => MendedFields | null;
};

/** A repair that somebody has to do, with where it is done. */
export type HandRepair = {
  kind: 'review' | 'ask' | 'source' | 'remove';
  label: string;
  sentence: string;
  /** The page where it is done; null: by the list that is downloaded. */
  url: string | null;
};

export type Repair = RowRepair | HandRepair;

/** What a repair will come to: the check's rows now and then, and how many rows change. */
export type Forecast = { total: number; failingBefore: number; failingAfter: number; changed: number };

export type RepairChange = { recordId: number; field: Mendable; before: string | null; after: string | null };

/** What mending rows changes, field by field. O(rows). */
export function changesOf(rows: readonly MendableRow[], { mend }: RowRepair): RepairChange[] {
  return rows.flatMap((row) => {
    const mended = mend(row) ?? {};
    return MENDABLE.flatMap((field) => {
      const after = mended[field];
      return after === undefined || after === row[field]
        ? []
        : [{ recordId: row.id, field, before: row[field], after }];
    });
  });
}
