import type { IdentityRecord } from '#app/identity/identity-record.ts';
import { identityRecordOf, type StoredRecord } from '#app/identity/stored-record.ts';
import { cleanBatch } from '#app/normalise/clean-batch.ts';
import type { CleanCustomer } from '#app/records/cleaned.ts';
import type { RecordInput } from '#app/records/types.ts';
import type { ShopDefaults } from '#app/sources/rows/row-plan.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { mapPeople, type PeopleTable, type Row } from './people-table.ts';

export type Person = { record: IdentityRecord; row: Row; externalId: string; table: string };

/**
 * The people of a table as the product would have stored them: mapped, read row by row, cleaned, and read back for comparison. A row
 * that the product refuses because nothing identifies it stays in, with nothing but its id. `firstId` = id of the first record.
 */
export async function readPeople(
  table: PeopleTable,
  truthColumns: readonly string[],
  shop: ShopDefaults,
  firstId: number,
  source: number,
): Promise<{ people: Person[]; fields: Record<string, string | null> }> {
  const { upload, columns, mapping } = await mapPeople(table, truthColumns, shop);
  const reader = createRowTransformer(mapping, { columns, fileName: table.name, shop, readAt: new Date(0) });
  const inputs: RecordInput[][] = [];
  for await (const { data } of upload.dataRows())
    for (const row of data)
      inputs.push(
        [...reader.push([row]), ...[]].flatMap((outcome) => (outcome.outcome === 'kept' ? outcome.records : [])),
      );
  const people = table.rows.map((row, at): Person => {
    const input = inputs[at]?.find(({ kind }) => kind === 'customer');
    const clean = input === undefined ? undefined : cleanBatch([input], { country: shop.country }).customers[0];
    const id = firstId + at;
    if (clean !== undefined) return personOf(id, clean, table.name, source, row);
    return { record: { id, sourceId: source }, row, externalId: String(at), table: table.name };
  });
  return { people, fields: Object.fromEntries(mapping.columns.map(({ column, field }) => [column, field])) };
}

/** A cleaned record with the columns that its table gave it, if any. */
export function personOf(id: number, clean: CleanCustomer, table: string, source: number, row: Row = {}): Person {
  return { record: identityRecordOf(storedRow(id, source, clean)), row, externalId: clean.externalId, table };
}

/** The record as the store would give it back. */
function storedRow(id: number, source: number, { values, identifiers, recordKind }: CleanCustomer): StoredRecord {
  const text = (column: keyof typeof values) => (values[column] as string | null | undefined) ?? null;
  return {
    id,
    source_id: source,
    kind: recordKind,
    given_name: text('given_name'),
    family_name: text('family_name'),
    full_name: text('full_name'),
    company: text('company'),
    email: text('email'),
    emails: (values.emails as string[] | undefined) ?? [],
    phone: text('phone'),
    phones: (values.phones as string[] | undefined) ?? [],
    birth_date: text('birth_date'),
    country: text('country'),
    line1: text('line1'),
    line2: text('line2'),
    city: text('city'),
    region: text('region'),
    postal_code: text('postal_code'),
    account_state: text('account_state'),
    custom: (values.custom as Record<string, string> | undefined) ?? null,
    ids: recordKind === 'instant' ? [] : identifiers.filter(({ kind }) => kind !== 'email' && kind !== 'phone'),
  };
}
