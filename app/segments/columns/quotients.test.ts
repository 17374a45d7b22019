import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyCatalogue } from '../catalogue.ts';
import { ruleContext } from '../rule-context.ts';
import type { Condition, Value } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { quotients } from './quotients.ts';

const context = ruleContext({
  shopId: 1,
  now: new Date('2026-07-01T12:00:00Z'),
  timeZone: 'UTC',
  currency: 'EUR',
  catalogue: emptyCatalogue,
  segments: new Map(),
});
const number = fc
  .tuple(fc.integer({ min: -3, max: 90 }), fc.constantFrom('', '.5', '.333', '.3333333333333333'))
  .map(([whole, rest]): Value => ({ kind: 'number', decimal: `${whole}${rest}` }));
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    operator: fc.constantFrom('=', '!=', '>', '>=', '<', '<='),
    value: number,
  }),
  fc.record({ kind: fc.constant('between' as const), from: number, to: number }),
  fc.record({
    kind: fc.constant('one_of' as const),
    values: fc.array(number, { maxLength: 3 }),
    negated: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('empty' as const), negated: fc.boolean() }),
);
// Small ones meet the bounds exactly, large ones lie closer to them than floating point can tell.
const pair = fc.oneof(
  fc.tuple(fc.integer({ min: -3, max: 90 }), fc.integer({ min: -1, max: 4 })),
  fc.integer({ min: 1, max: 2 ** 50 }).map((third): [number, number] => [third + (third % 2), 3 * third]),
);

it('judges quotients as the evaluator does, at the bounds as well', () => {
  fc.assert(
    fc.property(condition, fc.constantFrom('share', 'integer', 'money'), fc.array(pair), (asked, of, pairs) => {
      const type = { kind: 'ratio', of } as const;
      const scaled = pairs.map(([numerator, denominator]) => [
        of === 'money' ? 100 * numerator : numerator,
        denominator,
      ]);
      const found = quotients(
        Float64Array.from(scaled, ([numerator]) => numerator!),
        Float64Array.from(scaled, ([, denominator]) => denominator!),
        type,
        asked,
        context,
      );
      const wanted = scaled.map(([numerator, denominator]) => {
        const ratio = denominator! > 0 ? { numerator: numerator!, denominator: denominator! } : null;
        return Number(typeDefinition(type).holds(type, ratio, asked, context));
      });
      expect([...found]).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});
