import { negativeBinomialHypergeometric } from './hypergeometric.ts';
import type { CountDistribution } from './model-family.ts';

/** A living customer's future when purchases are Poisson and each may be the last: shape and rate of the Gamma belief about
 * the purchase rate, and the two parameters of the Beta belief about the chance of leaving after a purchase. */
export interface BetaGeometricBelief {
  readonly shape: number;
  readonly rate: number;
  readonly a: number;
  readonly b: number;
}

/**
 * Mean number of orders in the next `span` weeks of a customer who is alive: Fader, Hardie & Lee 2005, equation (10) without
 * its denominator. Its form 0/0 at a = 1 is left by a step of 1e-6.
 */
export function ordersOfLivingCustomer(belief: BetaGeometricBelief, span: number): number {
  const { shape, rate, b } = belief;
  const a = Math.abs(belief.a - 1) < 1e-6 ? 1 + 1e-6 : belief.a;
  const c = a + b - 1;
  if (c <= 0) return ordersWithoutClosedForm(belief, span);
  const share = negativeBinomialHypergeometric(shape, b, c, span / (rate + span));
  return (c / (a - 1)) * (1 - share);
}

/** a + b <= 1: the closed form's 2F1 does not exist, so the mean is summed from the distribution itself. */
function ordersWithoutClosedForm(belief: BetaGeometricBelief, span: number): number {
  const next = countsOfLivingCustomer(belief, span);
  let mean = 0;
  let left = 1 - next();
  for (let count = 1; count < 10_000 && left > 1e-12; count++) {
    mean += left;
    left -= next();
  }
  return mean;
}

/** Probabilities of 0, 1, 2, … orders in the next `span` weeks: Fader, Hardie & Lee 2005, equation (8). */
export function countsOfLivingCustomer(belief: BetaGeometricBelief, span: number): CountDistribution {
  const { shape, rate, a, b } = belief;
  const odds = span / (rate + span);
  let purchases = Math.exp(shape * Math.log1p(-odds));
  let fewer = 0;
  let stays = 1;
  let count = 0;
  return () => {
    if (count > 0) {
      fewer += purchases;
      purchases *= ((shape + count - 1) / count) * odds;
    }
    const staysBefore = stays;
    if (count > 0) stays *= (b + count - 1) / (a + b + count - 1);
    const left = count > 0 ? staysBefore * (a / (a + b + count - 1)) * Math.max(0, 1 - fewer) : 0;
    count += 1;
    return stays * purchases + left;
  };
}
