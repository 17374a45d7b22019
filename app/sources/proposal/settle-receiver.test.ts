import { describe, expect, it } from 'vitest';
import { settleReceiver } from './settle-receiver.ts';

const draft = (...fields: string[]) => fields.map((field) => ({ column: field, field, score: 1, reason: '' }));
const settled = (...fields: string[]) => settleReceiver(draft(...fields)).map(({ field }) => field);

describe('settleReceiver', () => {
  it('leaves a receiver beside a payer alone', () => {
    expect(settled('customer.full_name', 'receiver.full_name', 'receiver.city')).toEqual([
      'customer.full_name',
      'receiver.full_name',
      'receiver.city',
    ]);
  });

  it('takes the only person of a file for the buyer', () => {
    expect(settled('customer.email', 'receiver.full_name', 'receiver.city', 'receiver.phone')).toEqual([
      'customer.email',
      'customer.full_name',
      'customer.city',
      'customer.phone',
    ]);
  });

  it('gives the buyer where his goods go, unless he has an address', () => {
    expect(settled('customer.full_name', 'customer.city', 'customer.phone', 'receiver.city', 'receiver.phone')).toEqual(
      ['customer.full_name', 'customer.city', 'customer.phone', 'customer.other_phone'],
    );
  });
});
