import { risingFactorialLogs } from './gamma-table.ts';
import { unitHypergeometric } from './hypergeometric.ts';
import type { CountDistribution, ModelFamily, Parameters } from './model-family.ts';
import { negativeBinomialCounts } from './nbd.ts';

/**
 * Pareto/NBD: Poisson purchases, and a customer may leave at any time, the rates of both differing between people
 * (Schmittlein, Morrison & Colombo, Management Science 33(1), 1987; likelihood as in Fader & Hardie's "A Note on Deriving
 * the Pareto/NBD Model", 2005, with the 2F1 of Euler's transformation, which has positive terms only).
 */
export const paretoNbd: ModelFamily = {
  kind: 'pareto_nbd',
  parameterNames: ['r', 'alpha', 's', 'beta'],
  starts: [
    [0.6, 10, 0.5, 10],
    [1, 20, 0.2, 30],
    [0.5, 5, 1.5, 60],
  ],

  likelihood(table) {
    const { weight, repeats, ageDay, recencyPair, agePair, weeks, pairRepeats, pairDay, maxRepeats } = table;
    return (logParameters) => {
      const [r, alpha, s, beta] = Array.from(logParameters, Math.exp) as [number, number, number, number];
      const buying = Float64Array.from(weeks, (week) => Math.log(alpha + week));
      const leaving = Float64Array.from(weeks, (week) => Math.log(beta + week));
      const shape = risingFactorialLogs(r, maxRepeats);
      const logLeft = Float64Array.from(pairRepeats, (x, pair) => {
        const day = pairDay[pair]!;
        return logLeftAfter({ r, alpha, s, beta, x, week: weeks[day]!, buying: buying[day]!, leaving: leaving[day]! });
      });
      const logScale = r * Math.log(alpha) + s * Math.log(beta);
      let total = 0;
      for (let i = 0; i < weight.length; i++) {
        const x = repeats[i]!;
        const alive = -(r + x) * buying[ageDay[i]!]! - s * leaving[ageDay[i]!]!;
        const sinceLast = Math.exp(logLeft[recencyPair[i]!]! - alive);
        const sinceNow = Math.exp(logLeft[agePair[i]!]! - alive);
        total += weight[i]! * (shape[x]! + logScale + alive + Math.log1p(Math.max(0, sinceLast - sinceNow)));
      }
      return total;
    };
  },

  aliveProbability(p, repeats, recency, age) {
    const alive = -(p[0]! + repeats) * Math.log(p[1]! + age) - p[2]! * Math.log(p[3]! + age);
    const gone = Math.exp(logLeftAt(p, repeats, recency) - alive) - Math.exp(logLeftAt(p, repeats, age) - alive);
    return 1 / (1 + Math.max(0, gone));
  },

  ordersIfAlive(p, repeats, age, span) {
    const rate = (p[0]! + repeats) / (p[1]! + age);
    return rate * expectedLifeWithin(p[2]!, p[3]! + age, span);
  },

  countsIfAlive(p, repeats, age, span) {
    return countsOfMortal(p[0]! + repeats, p[1]! + age, p[2]!, p[3]! + age, span);
  },
};

interface LeftAfter {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  readonly x: number;
  readonly week: number;
  /** ln(alpha + week) and ln(beta + week), at hand already. */
  readonly buying: number;
  readonly leaving: number;
}

/**
 * ln of s times the integral of (alpha + u)^-(r+x) (beta + u)^-(s+1) over u from `week` to infinity: the weight of having left
 * after that time.
 */
function logLeftAfter({ r, alpha, s, beta, x, week, buying, leaving }: LeftAfter): number {
  const n = r + s + x;
  if (alpha >= beta) {
    const sum = unitHypergeometric(r + x, n + 1, (alpha - beta) / (alpha + week));
    return Math.log((s / n) * sum) - (r + x) * buying - s * leaving;
  }
  const sum = unitHypergeometric(s + 1, n + 1, (beta - alpha) / (beta + week));
  return Math.log((s / n) * sum) - (r + x - 1) * buying - (s + 1) * leaving;
}

function logLeftAt(p: Parameters, x: number, week: number): number {
  const [r, alpha, s, beta] = [p[0]!, p[1]!, p[2]!, p[3]!];
  return logLeftAfter({ r, alpha, s, beta, x, week, buying: Math.log(alpha + week), leaving: Math.log(beta + week) });
}

/** Mean of min(life, span) when life is Pareto II (Lomax) with shape s and scale beta; near s = 1 in its limit's form. */
function expectedLifeWithin(s: number, beta: number, span: number): number {
  const exponent = (1 - s) * Math.log1p(span / beta);
  const ratio = Math.abs(1 - s) < 1e-9 ? Math.log1p(span / beta) : Math.expm1(exponent) / (1 - s);
  return beta * ratio;
}

/** Nodes and weights of the 8-point Gauss-Legendre rule on [0, 1] (Abramowitz & Stegun, table 25.4). */
const NODES: readonly (readonly [number, number])[] = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
].flatMap(([x, w]) => [
  [(1 - x!) / 2, w! / 2],
  [(1 + x!) / 2, w! / 2],
]) as [number, number][];

/** Counts of a customer who may leave during the span: survivors exactly, leavers by quadrature over when they left. */
function countsOfMortal(shape: number, rate: number, s: number, beta: number, span: number): CountDistribution {
  const survives = Math.exp(-s * Math.log1p(span / beta));
  const parts = NODES.map(([node, weight]) => {
    const life = beta * Math.expm1(-Math.log1p(-node * (1 - survives)) / s);
    return { weight: weight * (1 - survives), next: negativeBinomialCounts(shape, life / (rate + life)) };
  });
  parts.push({ weight: survives, next: negativeBinomialCounts(shape, span / (rate + span)) });
  return () => {
    let probability = 0;
    for (const part of parts) probability += part.weight * part.next();
    return probability;
  };
}
