import { countsOfLivingCustomer, ordersOfLivingCustomer } from './beta-geometric.ts';
import { softPlus } from './bg-nbd.ts';
import { risingFactorialLogs } from './gamma-table.ts';
import type { ModelFamily } from './model-family.ts';

/**
 * MBG/NBD: like the BG/NBD, but a customer may leave after the first purchase too, so a one-time buyer's chance of being
 * alive falls with time (Batislam, Denizel & Filiztekin, International Journal of Research in Marketing 24(3), 2007).
 */
export const mbgNbd: ModelFamily = {
  kind: 'mbg_nbd',
  parameterNames: ['r', 'alpha', 'a', 'b'],
  starts: [
    [0.7, 8, 0.7, 2],
    [1, 20, 0.2, 5],
    [0.3, 4, 2, 4],
  ],

  likelihood(table) {
    const { weight, repeats, recencyDay, ageDay, weeks, maxRepeats } = table;
    return (logParameters) => {
      const [r, alpha, a, b] = Array.from(logParameters, Math.exp) as [number, number, number, number];
      const logTimes = Float64Array.from(weeks, (week) => Math.log(alpha + week));
      const shape = risingFactorialLogs(r, maxRepeats);
      const stays = risingFactorialLogs(b, maxRepeats + 1);
      const all = risingFactorialLogs(a + b, maxRepeats + 1);
      const logAlpha = r * Math.log(alpha);
      let total = 0;
      for (let i = 0; i < weight.length; i++) {
        const x = repeats[i]!;
        const alive = -(r + x) * logTimes[ageDay[i]!]!;
        const gone = Math.log(a / (b + x)) - (r + x) * logTimes[recencyDay[i]!]!;
        total += weight[i]! * (shape[x]! + logAlpha + stays[x + 1]! - all[x + 1]! + alive + softPlus(gone - alive));
      }
      return total;
    };
  },

  aliveProbability(p, repeats, recency, age) {
    const [r, alpha, a, b] = [p[0]!, p[1]!, p[2]!, p[3]!];
    const silence = (r + repeats) * Math.log((alpha + age) / (alpha + recency));
    return 1 / (1 + Math.exp(Math.log(a / (b + repeats)) + silence));
  },

  ordersIfAlive(p, repeats, age, span) {
    return ordersOfLivingCustomer(
      { shape: p[0]! + repeats, rate: p[1]! + age, a: p[2]!, b: p[3]! + repeats + 1 },
      span,
    );
  },

  countsIfAlive(p, repeats, age, span) {
    return countsOfLivingCustomer(
      { shape: p[0]! + repeats, rate: p[1]! + age, a: p[2]!, b: p[3]! + repeats + 1 },
      span,
    );
  },
};
