import { describe, expect, it } from 'vitest';
import { readCostDraft, type TypedCost } from './cost-draft.ts';

const read = (typed: Partial<TypedCost>, currency = 'USD') =>
  readCostDraft(
    { month: '2026-03', split: 'campaign', value: ' spring ', amount: '1200', ...typed },
    '2026-05-10',
    currency,
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

  it.each([
    ['JPY', '120,000', 120_000],
    ['JPY', '45000000000', 45_000_000_000],
    ['KWD', '1200.5', 1_200_500],
    ['KWD', '12.250', 12_250],
    ['KWD', '1,200.750', 1_200_750],
  ])('reads %s %s in the minor units of that currency', (currency, amount, minor) => {
    expect(read({ amount }, currency).amountMinor).toBe(minor);
  });

  it.each([
    ['JPY', '1200.50', 'such as 1200.'],
    ['KWD', '1,200', 'such as 1200 or 1200.500.'],
    ['KWD', '1200.5005', 'such as 1200 or 1200.500.'],
  ])('asks again in %s for %s', (currency, amount, example) => {
    expect(() => read({ amount }, currency)).toThrow(example);
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
    ['amount', { amount: '9999999999999' }],
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
