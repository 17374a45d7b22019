import { describe, expect, it } from 'vitest';
import { recordsOf } from '#test/factories/read-export.ts';
import { mappingOf, ordersOf, readRows } from '#test/factories/read-rows.ts';
import type { Mapping } from '../mapping.ts';

const FIELDS = [
  'order.id',
  'order.placed_at',
  'order.total',
  'customer.email',
  'customer.full_name',
  'customer.city',
  'receiver.full_name',
];

function read(fields: readonly string[], ...rows: string[][]) {
  return readWith(mappingOf('orders', fields), ...rows);
}

function readWith(mapping: Mapping, ...rows: string[][]) {
  const records = recordsOf(readRows(mapping, rows));
  return { orders: ordersOf(records), customers: records.filter((record) => record.kind === 'customer') };
}

describe('the receiver of a sale in a file', () => {
  it('is kept where he is another than the payer, and has no record of his own', () => {
    const { orders, customers } = read(
      [...FIELDS, 'receiver.city'],
      ['S1', '2024-01-02', '10.00', 'ann@mail.test', 'Ann Abel', 'Troy', 'Ruth Olsen', 'Salem'],
    );
    expect(orders[0]).toMatchObject({
      customerExternalId: 'email:ann@mail.test',
      receiver: { fullName: 'Ruth Olsen', city: 'Salem' },
    });
    expect(customers).toHaveLength(1);
    expect(customers[0]).toMatchObject({ fullName: 'Ann Abel', city: 'Troy' });
  });

  it.each([
    ['is the payer in other words', 'Ann Abel', 'ABEL, Ann'],
    ['is not named', 'Ann Abel', ''],
    ['is the only one named', '', 'Ruth Olsen'],
  ])('is not kept where he %s', (_, payer, receiver) => {
    const { orders } = read(FIELDS, ['S1', '2024-01-02', '10.00', 'ann@mail.test', payer, 'Troy', receiver]);
    expect(orders[0]).not.toHaveProperty('receiver');
  });

  it('has what stands in columns of the delivery that the payer would have had', () => {
    const mapping = mappingOf('orders', [...FIELDS, 'customer.line1', 'customer.other_phone']);
    const columns = mapping.columns.map((one) =>
      ['customer.line1', 'customer.other_phone'].includes(one.field ?? '')
        ? { ...one, column: `Shipping ${one.field}` }
        : one,
    );
    const row = ['10.00', 'ann@mail.test', 'Ann Abel', 'Troy', 'Ruth Olsen', '4 Dock Street', '503-555-0133'];
    const own = ['12.00', 'bo@mail.test', 'Bo Roe', 'Elko', 'Bo Roe', '2 Side St', '775-555-0100'];
    const { orders, customers } = readWith(
      { ...mapping, columns },
      ['S1', '2024-01-02', ...row],
      ['S2', '2024-01-03', ...own],
    );
    expect(orders[0]?.receiver).toMatchObject({ line1: '4 Dock Street', phone: '503-555-0133' });
    expect(customers).toMatchObject([
      { externalId: 'email:ann@mail.test', line1: null, city: 'Troy' },
      { externalId: 'email:bo@mail.test', line1: '2 Side St', otherPhones: ['775-555-0100'] },
    ]);
    expect(customers[0]).not.toHaveProperty('otherPhones');
  });
});
