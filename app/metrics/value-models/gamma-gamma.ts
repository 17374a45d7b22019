import gammaln from '@stdlib/math-base-special-gammaln';

/** Mean amount and number of repeat orders of each customer with any. */
export interface RepeatSpend {
  readonly orders: ArrayLike<number>;
  readonly meanAmount: ArrayLike<number>;
}

/**
 * Log-likelihood of the Gamma-Gamma model by the logarithms of p, q and gamma: amounts of an order are Gamma(p) with a rate that is
 * Gamma(q, gamma) over customers (Fader & Hardie, "The Gamma-Gamma Model of Monetary Value", 2013, equation 1a).
 */
export function gammaGammaLikelihood(spend: RepeatSpend): (logParameters: Float64Array) => number {
  const size = spend.orders.length;
  const logAmount = Float64Array.from(spend.meanAmount, Math.log);
  const logOrders = Float64Array.from(spend.orders, Math.log);
  let maxOrders = 0;
  for (let i = 0; i < size; i++) maxOrders = Math.max(maxOrders, spend.orders[i]!);
  return (logParameters) => {
    const [p, q, gamma] = Array.from(logParameters, Math.exp) as [number, number, number];
    // ln gamma(px + q) - ln gamma(px), once per number of orders
    const ratio = Float64Array.from({ length: maxOrders + 1 }, (_, x) =>
      x === 0 ? 0 : gammaln(p * x + q) - gammaln(p * x),
    );
    const fixed = q * Math.log(gamma) - gammaln(q);
    let total = 0;
    for (let i = 0; i < size; i++) {
      const x = spend.orders[i]!;
      const px = p * x;
      total +=
        ratio[x]! +
        fixed +
        (px - 1) * logAmount[i]! +
        px * logOrders[i]! -
        (px + q) * Math.log(gamma + x * spend.meanAmount[i]!);
    }
    return total;
  };
}

export const GAMMA_GAMMA_STARTS = [
  [6, 4, 1],
  [1, 2, 1],
  [2, 10, 5],
] as const;
