import { countsOfLivingCustomer, ordersOfLivingCustomer } from './beta-geometric.ts';
import { risingFactorialLogs } from './gamma-table.ts';
import type { ModelFamily } from './model-family.ts';

/**
 * BG/NBD: Poisson purchases, and a customer may leave right after any repeat purchase (Fader, Hardie & Lee, Marketing
 * Science 24(2), 2005). Its trap: it holds every one-time buyer to be alive for certain.
 */
export const bgNbd: ModelFamily = {
  kind: 'bg_nbd',
  parameterNames: ['r', 'alpha', 'a', 'b'],
  starts: [
    [0.5, 8, 0.7, 3],
    [1, 20, 0.2, 5],
    [0.2, 4, 2, 8],
  ],

  likelihood(table) {
    const { weight, repeats, recencyDay, ageDay, weeks, maxRepeats } = table;
    return (logParameters) => {
      const [r, alpha, a, b] = Array.from(logParameters, Math.exp) as [number, number, number, number];
      const logTimes = Float64Array.from(weeks, (week) => Math.log(alpha + week));
      const shape = risingFactorialLogs(r, maxRepeats);
      const stays = risingFactorialLogs(b, maxRepeats);
      const all = risingFactorialLogs(a + b, maxRepeats);
      const logAlpha = r * Math.log(alpha);
      let total = 0;
      for (let i = 0; i < weight.length; i++) {
        const x = repeats[i]!;
        const alive = -(r + x) * logTimes[ageDay[i]!]!;
        let value = shape[x]! + logAlpha + stays[x]! - all[x]! + alive;
        if (x > 0) {
          const gone = Math.log(a / (b + x - 1)) - (r + x) * logTimes[recencyDay[i]!]!;
          value += softPlus(gone - alive);
        }
        total += weight[i]! * value;
      }
      return total;
    };
  },

  aliveProbability(p, repeats, recency, age) {
    if (repeats === 0) return 1;
    const [r, alpha, a, b] = [p[0]!, p[1]!, p[2]!, p[3]!];
    const silence = (r + repeats) * Math.log((alpha + age) / (alpha + recency));
    return 1 / (1 + Math.exp(Math.log(a / (b + repeats - 1)) + silence));
  },

  ordersIfAlive(p, repeats, age, span) {
    return ordersOfLivingCustomer({ shape: p[0]! + repeats, rate: p[1]! + age, a: p[2]!, b: p[3]! + repeats }, span);
  },

  countsIfAlive(p, repeats, age, span) {
    return countsOfLivingCustomer({ shape: p[0]! + repeats, rate: p[1]! + age, a: p[2]!, b: p[3]! + repeats }, span);
  },
};

/** ln(1 + e^v) without overflow. */
export function softPlus(v: number): number {
  return v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v));
}
