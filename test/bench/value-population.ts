import type { BuyingHistories } from '#app/metrics/value-model-types.ts';

/** What the made-up customers are drawn from: rates per week, amounts in minor units. */
export const TRUTH = { r: 0.6, alpha: 10, s: 0.6, beta: 12, p: 6, q: 4, gamma: 1_600 } as const;

const LONGEST_DAYS = 730;
const DAYS_PER_WEEK = 7;

/** Customers of a two-year-old shop who buy and leave as the Pareto/NBD and spend as the Gamma-Gamma hold. The same on every run. */
export function simulateCustomers(size: number): { histories: BuyingHistories; meanRepeatAmount: Float64Array } {
  const random = createRandom(20_261_124);
  const histories = {
    repeats: new Int32Array(size),
    recencyDays: new Int32Array(size),
    ageDays: new Int32Array(size),
    weight: null,
  };
  const meanRepeatAmount = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const age = 1 + Math.floor(random() * LONGEST_DAYS);
    const perDay = gamma(TRUTH.r, random) / (TRUTH.alpha * DAYS_PER_WEEK);
    const leaving = gamma(TRUTH.s, random) / (TRUTH.beta * DAYS_PER_WEEK);
    const end = Math.min(age, exponential(leaving, random));
    let [lastDay, repeats] = [0, 0];
    for (let time = exponential(perDay, random); time < end; time += exponential(perDay, random)) {
      if (Math.floor(time) === lastDay) continue; // orders of a day count once
      lastDay = Math.floor(time);
      repeats += 1;
    }
    histories.repeats[i] = repeats;
    histories.recencyDays[i] = lastDay;
    histories.ageDays[i] = age;
    const scale = TRUTH.gamma / gamma(TRUTH.q, random);
    meanRepeatAmount[i] = repeats === 0 ? 0 : (gamma(TRUTH.p * repeats, random) * scale) / repeats;
  }
  return { histories, meanRepeatAmount };
}

/** Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function exponential(rate: number, random: () => number): number {
  return -Math.log(1 - random()) / rate;
}

/** Gamma with scale 1 (Marsaglia & Tsang 2000; below shape 1 by their power trick). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
