import { describe, expect, it } from 'vitest';
import { recordsOf } from '#test/factories/read-export.ts';
import { mappingOf, ordersOf, readRows } from '#test/factories/read-rows.ts';

describe('people', () => {
  const mapping = mappingOf('customers', [
    'customer.external_id',
    'customer.email',
    'customer.full_name',
    'customer.phone',
  ]);

  it('keeps a row whose e-mail is bad, as typed, and says so', () => {
    const outcomes = readRows(mapping, [['1', 'ann(at)mail.test', 'Ann Example', '']]);
    expect(outcomes).toMatchObject([
      {
        outcome: 'kept',
        records: [{ email: 'ann(at)mail.test', fullName: 'Ann Example' }],
        issues: [{ code: 'unreadable_email' }],
      },
    ]);
  });

  it('refuses a row that names nobody', () => {
    expect(readRows(mapping, [['', '', '', '']])).toMatchObject([{ outcome: 'failed', issue: { code: 'nobody' } }]);
  });

  it('keeps both of two people at one address', () => {
    const records = recordsOf(
      readRows(mapping, [
        ['', 'home@mail.test', 'Ann Example', ''],
        ['', 'HOME@mail.test', 'Bo Example', ''],
      ]),
    );
    expect(records.map((record) => 'externalId' in record && record.externalId)).toEqual([
      'email:home@mail.test',
      'email:home@mail.test|bo example',
    ]);
  });

  it('does not take an id that a spreadsheet has rounded', () => {
    const outcomes = readRows(mapping, [['7.21045E+12', 'ann@mail.test', '', '']]);
    expect(outcomes).toMatchObject([
      { outcome: 'kept', records: [{ externalId: 'email:ann@mail.test' }], issues: [{ code: 'rounded_id' }] },
    ]);
  });

  it('counts a formula as empty and unwraps a guarded text', () => {
    const outcomes = readRows(mapping, [['="00123"', 'ann@mail.test', '=HYPERLINK("http://x.test","Ann")', '']]);
    expect(outcomes).toMatchObject([
      { outcome: 'kept', records: [{ externalId: '00123', fullName: null }], issues: [{ code: 'formula' }] },
    ]);
  });

  it('hangs no sale on a walk-in customer', () => {
    const fields = ['order.id', 'order.placed_at', 'order.total', 'customer.external_id', 'customer.full_name'];
    const records = recordsOf(
      readRows(mappingOf('orders', fields), [['S1', '2024-01-02', '5.00', '7', 'Walk-in Customer']]),
    );
    expect(records).toMatchObject([{ kind: 'order', customerExternalId: null }]);
  });

  it('says the same of a buyer once a file', () => {
    const fields = ['order.id', 'order.placed_at', 'order.total', 'customer.external_id', 'customer.full_name'];
    const records = recordsOf(
      readRows(mappingOf('orders', fields), [
        ['S1', '2024-01-02', '5.00', '7', 'Ann Example'],
        ['S2', '2024-01-03', '5.00', '7', 'Ann Example'],
        ['S3', '2024-01-04', '5.00', '7', 'Ann Smith'],
      ]),
    );
    expect(records.filter(({ kind }) => kind === 'customer')).toHaveLength(2);
  });

  it('tells namesakes without contact apart', () => {
    const fields = ['order.id', 'order.placed_at', 'order.total', 'customer.full_name'];
    const records = recordsOf(
      readRows(mappingOf('orders', fields), [
        ['S1', '2024-01-02', '5.00', 'John Smith'],
        ['S2', '2024-01-02', '5.00', 'John Smith'],
      ]),
    );
    expect(ordersOf(records).map(({ customerExternalId }) => customerExternalId)).toEqual(['order:S1', 'order:S2']);
  });
});
