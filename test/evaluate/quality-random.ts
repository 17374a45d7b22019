/** A seeded source of chance: the same seed gives the same year. */
export type Random = {
  uniform(): number;
  normal(): number;
  below(limit: number): number;
  poisson(mean: number): number;
  binomial(trials: number, share: number): number;
  /** A share that varies around another like that of `strength` earlier rows. */
  near(share: number, strength: number): number;
};

/** Mulberry32 (T. Ettinger, 2017) under normal, Poisson and binomial draws. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number) => {
    if (mean > 60) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    }
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) {
      count += 1;
    }
    return count;
  };
  const binomial = (trials: number, share: number) => {
    let count = 0;
    for (let nth = 0; nth < trials; nth++) {
      count += uniform() < share ? 1 : 0;
    }
    return count;
  };
  return {
    uniform,
    normal,
    below: (limit) => Math.floor(uniform() * limit),
    poisson,
    binomial,
    near: (share, strength) =>
      Math.min(1, Math.max(0, share + Math.sqrt((share * (1 - share)) / (strength * 5)) * normal())),
  };
}
