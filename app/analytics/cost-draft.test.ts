import { describe, expect, it } from 'vitest';
import { readCostDraft, type TypedCost } from './cost-draft.ts';

const read = (typed: Partial<TypedCost>) =>
  readCostDraft(
    { month: '2026-03', split: 'campaign', value: ' spring ', amount: '1200', ...typed },
    '2026-05-10',
    (major) => Math.round(major * 100),
  );

describe('a cost as typed', () => {
  it.each([
    ['1200', 120_000],
    ['1200.5', 120_050],
    ['1200,50', 120_050],
    ['1,200', 120_000],
    ['1,200.50', 120_050],
    ["1'200", 120_000],
    ['1 200,5', 120_050],
  ])('reads %s', (amount, minor) => {
    expect(read({ amount })).toEqual({ month: '2026-03', split: 'campaign', value: 'spring', amountMinor: minor });
  });

  it('needs no name for all customers of a month', () => {
    expect(read({ split: 'month', value: 'left over' }).value).toBe('');
  });

  it.each([
    ['amount', { amount: '' }],
    ['amount', { amount: '1.200' }],
    ['amount', { amount: '-5' }],
    ['amount', { amount: '0' }],
    ['amount', { amount: '12e9' }],
    ['amount', { amount: '9999999999' }],
    ['month', { month: '2026-13' }],
    ['month', { month: 'March' }],
    ['month', { month: '2026-06' }],
    ['month', { month: '1999-12' }],
    ['value', { value: '  ' }],
    ['value', { value: 'x'.repeat(121) }],
    ['split', { split: 'shop_id' }],
  ])('names the field %s that is wrong in %o', (field, typed) => {
    expect(() => read(typed)).toThrow(expect.objectContaining({ field }));
  });
});
