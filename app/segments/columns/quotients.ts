import type { RuleContext } from '../rule-context.ts';
import type { Condition } from '../types.ts';
import { unitsOf } from '../value-types/number.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { type ValueType, valuesOf } from '../value-types/value-type.ts';
import { type Mask, newMask } from './column.ts';

type RatioType = Extract<ValueType, { kind: 'ratio' }>;

/** So near to a bound, relative to it, floating point does not tell on which side a quotient lies. */
const NEAR = 1e-9;

/**
 * Whether a condition holds of quotients, which the evaluator never divides. Between two bounds of the condition its answer is one and the
 * same, so that it is asked once; near a bound it is asked about each.
 */
export function quotients(
  numerators: Float64Array,
  denominators: Float64Array,
  type: RatioType,
  condition: Condition,
  context: RuleContext,
): Mask {
  const { holds } = typeDefinition(type);
  const bounds = Float64Array.from(valuesOf(condition), (value) => unitsOf(type, value, context)).sort();
  const between = new Int8Array(bounds.length + 1).fill(-1);
  const none = Number(holds(type, null, condition, context));
  const ask = (place: number) =>
    Number(holds(type, { numerator: numerators[place]!, denominator: denominators[place]! }, condition, context));
  const mask = newMask(numerators.length);
  for (let place = 0; place < mask.length; place++) {
    const denominator = denominators[place]!;
    if (!(denominator > 0)) {
      mask[place] = none;
      continue;
    }
    const region = regionOf(numerators[place]! / denominator, bounds);
    if (region < 0) {
      mask[place] = ask(place);
      continue;
    }
    if (between[region] === -1) {
      between[region] = ask(place);
    }
    mask[place] = between[region]!;
  }
  return mask;
}

/** How many bounds lie below a number; -1 if it is too near to one to tell. */
function regionOf(number: number, bounds: Float64Array): number {
  let region = 0;
  for (let index = 0; index < bounds.length; index++) {
    const bound = bounds[index]!;
    const near = NEAR * Math.max(1, Math.abs(bound));
    if (number > bound + near) {
      region += 1;
    } else if (number >= bound - near) {
      return -1;
    }
  }
  return region;
}
