import { risingFactorialLogs } from './gamma-table.ts';
import type { CountDistribution, ModelFamily } from './model-family.ts';

/** NBD: everybody buys at a steady rate for ever (Ehrenberg 1959). The measure of whether leaving can be seen at all. */
export const nbd: ModelFamily = {
  kind: 'nbd',
  parameterNames: ['r', 'alpha'],
  starts: [
    [0.5, 8],
    [1, 30],
  ],

  likelihood(table) {
    const { weight, repeats, ageDay, weeks, maxRepeats } = table;
    return (logParameters) => {
      const [r, alpha] = Array.from(logParameters, Math.exp) as [number, number];
      const logTimes = Float64Array.from(weeks, (week) => Math.log(alpha + week));
      const shape = risingFactorialLogs(r, maxRepeats);
      let total = 0;
      for (let i = 0; i < weight.length; i++) {
        const x = repeats[i]!;
        total += weight[i]! * (shape[x]! + r * Math.log(alpha) - (r + x) * logTimes[ageDay[i]!]!);
      }
      return total;
    };
  },

  aliveProbability() {
    return 1;
  },

  ordersIfAlive(p, repeats, age, span) {
    return ((p[0]! + repeats) / (p[1]! + age)) * span;
  },

  countsIfAlive(p, repeats, age, span) {
    return negativeBinomialCounts(p[0]! + repeats, span / (p[1]! + age + span));
  },
};

/** Probabilities of 0, 1, 2, … of a negative binomial: Poisson counts whose rate is Gamma(shape) distributed. */
export function negativeBinomialCounts(shape: number, odds: number): CountDistribution {
  let probability = Math.exp(shape * Math.log1p(-odds));
  let count = 0;
  return () => {
    if (count > 0) probability *= ((shape + count - 1) / count) * odds;
    count += 1;
    return probability;
  };
}
