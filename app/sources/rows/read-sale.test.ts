import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsOf, TEST_SHOP } from '#test/factories/read-export.ts';
import { LINE_FIELDS, mappingOf, ordersOf, readRows, refundsOf } from '#test/factories/read-rows.ts';
import { createRowTransformer } from '../rows-to-records.ts';
import type { DataRow } from '../upload/sort-rows.ts';

const CONTEXT = { columns: LINE_FIELDS, fileName: 'a.csv', shop: TEST_SHOP, readAt: new Date(0) };

describe('sales of several rows', () => {
  const mapping = mappingOf('orders', LINE_FIELDS, { rows: 'lines' });

  it('puts rows of one sale together though others stand between', () => {
    const outcomes = readRows(mapping, [
      ['S1', '2024-01-02', 'ann@mail.test', 'Mug', '2', '10.00'],
      ['S2', '2024-01-02', '', 'Tee', '1', '20.00'],
      ['S1', '2024-01-02', 'ann@mail.test', 'Tea', '1', '5.50'],
    ]);
    const [first, second] = ordersOf(recordsOf(outcomes));
    expect(first).toMatchObject({
      externalId: 'S1',
      amounts: { totalMinor: 2550 },
      customerExternalId: 'email:ann@mail.test',
    });
    expect(first?.lines?.map(({ title, position }) => [title, position])).toEqual([
      ['Mug', 1],
      ['Tea', 2],
    ]);
    expect(second).toMatchObject({ externalId: 'S2', customerExternalId: null });
  });

  it('marks a part that comes after its sale was handed on', () => {
    const filler = Array.from({ length: 300 }, (_, at) => [`F${at}`, '2024-01-02', '', 'Mug', '1', '1.00']);
    const rows = [
      ['S1', '2024-01-02', '', 'Mug', '1', '1.00'],
      ...filler,
      ['S1', '2024-01-02', '', 'Tea', '1', '2.00'],
    ];
    const parts = ordersOf(recordsOf(readRows(mapping, rows))).filter(({ externalId }) => externalId === 'S1');
    expect(parts.map(({ continues }) => continues ?? 0)).toEqual([0, 1]);
  });

  it('refuses the whole sale when one line cannot be read, and says which', () => {
    const outcomes = readRows(mapping, [
      ['S1', '2024-01-02', '', 'Mug', '2', 'ten'],
      ['S1', '2024-01-02', '', 'Tea', '1', '5.50'],
    ]);
    expect(outcomes).toMatchObject([
      {
        outcome: 'failed',
        row: 2,
        issue: { code: 'unreadable_amount', field: 'line.unit_price' },
        cells: ['S1', '2024-01-02', '', 'Mug', '2', 'ten'],
      },
      { outcome: 'failed', row: 3, issue: { code: 'sale_incomplete' } },
    ]);
  });

  it('goes on after a stop as if there had been none', () => {
    const picks = fc.array(fc.nat(320), { minLength: 300, maxLength: 600 });
    fc.assert(
      fc.property(picks, fc.nat(600), (sales, stop) => {
        const rows: DataRow[] = sales.map((sale, at) => ({
          row: at + 2,
          cells: [`S${sale}`, '2024-01-02', '', `Item ${at}`, '1', '1.00'],
        }));
        const whole = createRowTransformer(mapping, CONTEXT);
        const before = createRowTransformer(mapping, CONTEXT);
        const after = createRowTransformer(mapping, CONTEXT);
        const settled = before.push(rows.slice(0, stop));
        after.recall(rows.slice(0, stop));
        const rest = [...after.push(rows.slice(stop)), ...after.end()];
        expect([...settled, ...rest]).toEqual([...whole.push(rows), ...whole.end()]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the four ways of refunds', () => {
  it('a row with its event and the id of the sale', () => {
    const fields = ['order.id', 'order.placed_at', 'order.event', 'line.title', 'line.quantity', 'line.total'];
    const records = recordsOf(
      readRows(mappingOf('orders', fields, { rows: 'lines' }), [
        ['T1', '2024-01-02', 'Payment', 'Mug', '2', '20.00'],
        ['T1', '2024-01-05', 'Refund', 'Mug', '-1', '-10.00'],
      ]),
    );
    expect(ordersOf(records)).toMatchObject([{ externalId: 'T1', amounts: { totalMinor: 2000 } }]);
    expect(refundsOf(records)).toMatchObject([
      { orderExternalId: 'T1', amountMinor: 1000, lines: [{ quantity: 1, amountMinor: 1000 }] },
    ]);
  });

  it('a receipt of its own', () => {
    const fields = ['order.id', 'order.placed_at', 'order.event', 'order.gross', 'order.total'];
    const records = recordsOf(
      readRows(mappingOf('orders', fields, { refundRows: 'own_id' }), [
        ['R2', '2024-01-05', 'Refund', '10.00', '-10.00'],
      ]),
    );
    expect(records).toMatchObject([{ kind: 'refund', externalId: 'R2', orderExternalId: null, amountMinor: 1000 }]);
  });

  it('a column of the sale', () => {
    const records = recordsOf(
      readRows(mappingOf('orders', ['order.id', 'order.placed_at', 'order.total', 'order.refunded']), [
        ['S1', '2024-01-02', '20.00', '5.00'],
      ]),
    );
    expect(records).toMatchObject([
      {
        kind: 'order',
        status: 'partly_refunded',
        amounts: { totalMinor: 2000 },
        refunds: [{ externalId: 'S1:refunded', amountMinor: 500 }],
      },
    ]);
  });

  it('a negative quantity without any word', () => {
    const records = recordsOf(
      readRows(mappingOf('orders', LINE_FIELDS, { rows: 'lines', refundRows: 'own_id' }), [
        ['C536379', '2010-12-01', 'a@mail.test', 'Bag', '-1', '27.50'],
      ]),
    );
    expect(refundsOf(records)).toMatchObject([
      { externalId: 'C536379', orderExternalId: null, amountMinor: 2750, customerExternalId: 'email:a@mail.test' },
    ]);
  });
});

it('takes a line with a minus for a discount on the sale, not for a gift of that size', () => {
  const fields = ['order.id', 'order.placed_at', 'line.title', 'line.quantity', 'line.total'];
  const [order] = ordersOf(
    recordsOf(
      readRows(mappingOf('orders', fields, { rows: 'lines' }), [
        ['S1', '2024-01-02', 'Mug', '1', '20.00'],
        ['S1', '2024-01-02', 'Voucher', '1', '-5.00'],
      ]),
    ),
  );
  expect(order).toMatchObject({ amounts: { discountMinor: 500, totalMinor: 1500 }, lines: [{ title: 'Mug' }] });
  expect(order?.lines).toHaveLength(1);
});
