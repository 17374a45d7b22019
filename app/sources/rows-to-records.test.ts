import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRows, readExport, recordsOf } from '#test/factories/read-export.ts';
import { LINE_FIELDS, mappingOf, ordersOf, readRows } from '#test/factories/read-rows.ts';
import type { Mapping } from './mapping.ts';
import type { DataRow } from './upload/sort-rows.ts';

describe('no row is lost', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '2',
      '-1',
      '10.00',
      '-5.00',
      '2024-01-02',
      '2024-02-30',
      'ann@mail.test',
      'Mug',
      'nonsense',
      '03/04/2024',
      '=A1',
      '12,50',
    ),
    fc.string({ maxLength: 6 }),
  );
  const fields = fc.uniqueArray(
    fc.constantFrom(
      ...LINE_FIELDS,
      'order.name',
      'order.total',
      'order.event',
      'order.status',
      'order.void',
      'order.refunded',
      'order.currency',
      'line.total',
      'line.discount',
      'line.tax',
      'customer.external_id',
      'customer.full_name',
      'customer.birth_date',
      'consent.email',
      'feedback.rating',
      'feedback.body',
      'feedback.given_at',
      'interaction.happened_at',
      'interaction.subject',
      'loyalty.points_balance',
      'loyalty.points',
      'refund.amount',
      'customer.tags',
    ),
    { minLength: 2, maxLength: 10 },
  );
  const subject = fc.constantFrom(
    'customers',
    'orders',
    'refunds',
    'interactions',
    'feedback',
    'loyalty',
    'consents' as const,
  );
  const conventions = fc.record({
    rows: fc.constantFrom('record', 'lines' as const),
    dateOrder: fc.constantFrom('dmy', 'mdy', 'ymd', null),
    decimalMark: fc.constantFrom('.', ',', null),
    refundRows: fc.constantFrom('same_id', 'own_id' as const),
  });
  const problem = fc.constantFrom(undefined, undefined, undefined, 'unclosed_quote', 'too_many_cells' as const);

  it('every row pushed comes back in exactly one outcome, whatever the mapping and the cells', () => {
    const table = fields.chain((chosen) =>
      fc.tuple(
        fc.constant(chosen),
        fc.array(fc.tuple(fc.array(cell, { minLength: chosen.length, maxLength: chosen.length }), problem), {
          maxLength: 40,
        }),
      ),
    );
    fc.assert(
      fc.property(
        subject as fc.Arbitrary<Mapping['subject']>,
        table,
        conventions,
        fc.integer({ min: 1, max: 5 }),
        (about, [chosen, rows], rules, pieces) => {
          const data = rows.map(
            ([cells, damage], at): DataRow =>
              damage ? { row: at + 2, cells, problem: damage } : { row: at + 2, cells },
          );
          const outcomes = readRows(mappingOf(about, chosen, rules as Partial<Mapping['conventions']>), data, pieces);
          const told = outcomes.flatMap((outcome) => (outcome.outcome === 'failed' ? [outcome.row] : outcome.rows));
          expect(told.sort((a, b) => a - b)).toEqual(data.map(({ row }) => row));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives the same records however the rows are cut into pieces', () => {
    const rows = Array.from({ length: 50 }, (_, at) => [
      `S${Math.floor(at / 3)}`,
      '2024-01-02',
      'ann@mail.test',
      `Item ${at}`,
      '1',
      '2.00',
    ]);
    const mapping = mappingOf('orders', LINE_FIELDS, { rows: 'lines' });
    expect(recordsOf(readRows(mapping, rows, 7))).toEqual(recordsOf(readRows(mapping, rows)));
  });
});

it('reads nothing from a mapping that lacks what its rows must say', () => {
  expect(readRows(mappingOf('orders', ['order.id', 'order.placed_at']), [['1', '2024-01-02']])).toMatchObject([
    { outcome: 'failed', issue: { code: 'unmapped_field' } },
  ]);
});

it('keeps a short row whose cells fit and refuses one whose cells do not', () => {
  const mapping = mappingOf('customers', ['customer.email', 'customer.birth_date', 'customer.city']);
  const outcomes = readRows(mapping, [
    { row: 2, cells: ['ann@mail.test', '1980-01-02', ''], short: true },
    { row: 3, cells: ['bo@mail.test', 'Paris', ''], short: true },
  ]);
  expect(outcomes).toMatchObject([{ outcome: 'kept' }, { outcome: 'failed', issue: { code: 'too_few_cells' } }]);
});

it('refuses rows that hang on an open question, and reads them once it is answered', async () => {
  const text = 'Order No,Date,Total\n1,05/03/2024,10.00\n2,06/04/2024,20.00\n3,25/04/2024x,5\n';
  const open = await readExport('a.csv', text.replace('25/04/2024x', '07/05/2024'));
  expect(countRows(open.outcomes)).toEqual({ kept: 0, failed: 3, dropped: 0 });
  const answered = await readExport('a.csv', text.replace('25/04/2024x', '07/05/2024'), (mapping) => ({
    ...mapping,
    conventions: { ...mapping.conventions, dateOrder: 'dmy' },
  }));
  expect(ordersOf(recordsOf(answered.outcomes)).map(({ placedAt }) => placedAt.toISOString().slice(0, 10))).toEqual([
    '2024-03-05',
    '2024-04-06',
    '2024-05-07',
  ]);
});

it.each([
  ['Campaign,Referrer', 'Spring sale,Google', { campaign: 'Spring sale', source: 'google' }],
  ['Kampagne,Referrer', 'Frühling,', { campaign: 'Frühling', source: null }],
  ['UTM Campaign,UTM Source', ',newsletter', { campaign: null, source: 'newsletter' }],
  ['Campaign,Referrer', ',', null],
])('keeps the campaign of an order file that heads its columns %s with %s', async (heads, cells, visit) => {
  const text = `Order No,Date,Email,Total,${heads}\nA-1,2024-03-25,ann@mail.test,10.00,${cells}\n`;
  const { outcomes } = await readExport('a.csv', text);
  expect(ordersOf(recordsOf(outcomes)).map((order) => order.visit ?? null)).toEqual([
    visit && { landing: null, referrer: null, ...visit },
  ]);
});
