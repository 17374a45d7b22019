import type { FittedSpendModel } from '../value-model-types.ts';

/** What is believed of one customer's order value: its mean, the mean of its square over customers, and its spread within one. */
export interface OrderValueBelief {
  readonly mean: number;
  readonly meanSquare: number;
  readonly variance: number;
}

/**
 * A customer's expected order value under the Gamma-Gamma model: the own mean drawn to the shop's, the less the more orders there
 * are (Fader & Hardie 2013, equation 5), with its uncertainty. Without orders the shop's mean.
 */
export function believeOrderValue(model: FittedSpendModel, orders: number, meanAmount: number): OrderValueBelief {
  const { p, q, gamma } = model.parameters;
  const known = orders > 0 && meanAmount > 0;
  const shape = q + (known ? p * orders : 0);
  const scale = gamma + (known ? orders * meanAmount : 0);
  if (shape <= 1.05) return { mean: meanAmount, meanSquare: meanAmount ** 2, variance: meanAmount ** 2 / p };
  const inverse = scale / (shape - 1);
  // The second moment of 1/rate is infinite from shape 2 down; a floor keeps the interval finite, if wide.
  const inverseSquare = (inverse * scale) / Math.max(shape - 2, 0.1);
  return { mean: p * inverse, meanSquare: p * p * inverseSquare, variance: p * inverseSquare };
}

/**
 * The 10 % and 90 % points of the sum of a random number of orders: nothing with the probability of no order, else a Gamma with the
 * sum's first two moments (quantile by Wilson & Hilferty's cube).
 */
export function spendInterval(
  counts: { readonly mean: number; readonly secondMoment: number; readonly none: number },
  value: OrderValueBelief,
): { readonly low: number; readonly high: number } {
  const some = 1 - counts.none;
  if (some <= 0) return { low: 0, high: 0 };
  const mean = (counts.mean * value.mean) / some;
  const square = (counts.secondMoment * value.meanSquare + counts.mean * value.variance) / some;
  const shape = mean ** 2 / Math.max(square - mean ** 2, 1e-9 * mean ** 2);
  const at = (probability: number): number =>
    probability <= counts.none ? 0 : gammaQuantile((probability - counts.none) / some, shape) * (mean / shape);
  return { low: at(0.1), high: at(0.9) };
}

function gammaQuantile(probability: number, shape: number): number {
  const normal = normalQuantile(probability);
  const cube = 1 - 1 / (9 * shape) + normal / (3 * Math.sqrt(shape));
  return shape * Math.max(0, cube) ** 3;
}

/** Of the standard normal distribution, absolute error below 4.5e-4 (Abramowitz & Stegun 26.2.23). */
function normalQuantile(probability: number): number {
  const tail = Math.min(Math.max(Math.min(probability, 1 - probability), 1e-12), 0.5);
  const t = Math.sqrt(-2 * Math.log(tail));
  const size = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return probability < 0.5 ? -size : size;
}
