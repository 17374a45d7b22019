import type { OrderInput, RecordInput, RefundInput } from '#app/records/types.ts';
import { DEFAULT_CONVENTIONS, type Mapping } from '#app/sources/mapping.ts';
import type { RowOutcome } from '#app/sources/outcome.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import type { DataRow } from '#app/sources/upload/sort-rows.ts';
import { TEST_SHOP } from './read-export.ts';

/** The fields of a till's line in the order most tests use. */
export const LINE_FIELDS = [
  'order.id',
  'order.placed_at',
  'customer.email',
  'line.title',
  'line.quantity',
  'line.unit_price',
];

/** A mapping whose columns are named for the fields they feed. */
export function mappingOf(
  subject: Mapping['subject'],
  fields: readonly string[],
  conventions: Partial<Mapping['conventions']> = {},
): Mapping {
  return {
    system: null,
    subject,
    columns: fields.map((field) => ({ column: field, field, confidence: 1, reason: '' })),
    constants: {},
    conventions: { ...DEFAULT_CONVENTIONS, zone: 'UTC', ...conventions },
  };
}

/** What becomes of rows under a mapping, pushed in one or more pieces; rows are numbered from 2. */
export function readRows(mapping: Mapping, rows: readonly (readonly string[] | DataRow)[], pieces = 1): RowOutcome[] {
  const transformer = createRowTransformer(mapping, {
    columns: mapping.columns.map(({ column }) => column),
    fileName: 'a.csv',
    shop: TEST_SHOP,
    readAt: new Date('2026-11-24T12:00:00Z'),
  });
  const data = rows.map((row, at) => ('cells' in row ? row : { row: at + 2, cells: [...row] }));
  const size = Math.ceil(data.length / pieces) || 1;
  const outcomes: RowOutcome[] = [];
  for (let at = 0; at < data.length; at += size) outcomes.push(...transformer.push(data.slice(at, at + size)));
  return [...outcomes, ...transformer.end()];
}

export function ordersOf(records: readonly RecordInput[]): OrderInput[] {
  return records.filter((record) => record.kind === 'order');
}

export function refundsOf(records: readonly RecordInput[]): RefundInput[] {
  return records.filter((record) => record.kind === 'refund');
}
