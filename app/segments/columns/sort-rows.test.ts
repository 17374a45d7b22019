import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderRows } from './sort-rows.ts';

const PEOPLE = 4;
const row = fc.record({
  // Some rows are nobody's.
  person: fc.integer({ min: 0, max: PEOPLE }),
  at: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 5 })),
});

it('puts rows person by person, in the order of time, those without a time last', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
      const { starts, order } = orderRows(
        Uint32Array.from(rows, ({ person }) => person),
        PEOPLE,
        Float64Array.from(rows, ({ at }) => at),
        Float64Array.from(rows, (_, index) => index),
      );
      const timeOf = ({ at }: { at: number }) => (Number.isNaN(at) ? 6 : at);
      const wanted = Array.from({ length: PEOPLE }, (_, person) =>
        rows
          .map((one, index) => ({ ...one, index }))
          .filter((one) => one.person === person)
          .toSorted((a, b) => timeOf(a) - timeOf(b) || a.index - b.index)
          .map(({ index }) => index),
      );
      const found = wanted.map((_, person) => [...order.subarray(starts[person], starts[person + 1])]);
      expect(found).toEqual(wanted);
      expect(order.length).toBe(starts[PEOPLE]);
    }),
  );
});
