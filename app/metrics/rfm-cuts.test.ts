import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreRfm } from './rfm.ts';
import { cutsOf, scoreByCuts, scoreRfmByCuts } from './rfm-cuts.ts';

function countsOf(values: readonly number[]): { value: number; customers: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, customers]) => ({ value, customers })).sort((a, b) => a.value - b.value);
}

describe('scores by frozen cuts', () => {
  it('are the quintile scores of every customer the cuts were read off', () => {
    const customer = fc.record({
      recencyDays: fc.option(fc.integer({ min: 0, max: 40 })),
      orders: fc.integer({ min: 0, max: 4 }),
      netMinor: fc.integer({ min: -5, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(customer, { minLength: 1, maxLength: 60 }), (customers) => {
        const buyers = customers.filter((one) => one.recencyDays !== null && one.orders > 0);
        const cuts = {
          recency: cutsOf(countsOf(buyers.map((one) => -one.recencyDays!))),
          frequency: cutsOf(countsOf(buyers.map((one) => one.orders))),
          monetary: cutsOf(countsOf(buyers.map((one) => one.netMinor))),
        };
        expect(customers.map((one) => scoreRfmByCuts(one, cuts))).toEqual(scoreRfm(customers));
      }),
    );
  });

  it('never fall as the value grows', () => {
    const cuts = cutsOf(countsOf([1, 1, 1, 1, 2, 3, 8]));
    const scores = [0, 1, 2, 3, 5, 8, 100].map((value) => scoreByCuts(value, cuts));
    expect(scores).toEqual([1, 1, 3, 4, 4, 5, 5]);
  });
});
