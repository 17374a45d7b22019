/**
 * Seeded pseudo-random numbers: sfc32 (Chris Doty-Humphrey, PractRand), 128 bits of state, about 5 ns a draw.
 * A stream is named by (seed, label, index), so any household can be made again without making those before it.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, label: string, index = 0) {
    this.#a = mix(seed ^ 0x9e3779b9);
    this.#b = mix(textHash(label) ^ this.#a);
    this.#c = mix(index ^ this.#b);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** Uniform in [0, 1), 32 bits. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Whole number from 0 up to but not including `below`. */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.int(high - low + 1);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T;
  }

  /** One of a few options by weight: `among([3, 'often'], [1, 'seldom'])`. */
  among<T>(...options: readonly (readonly [weight: number, option: T])[]): T {
    let rest = this.next() * options.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, option] of options) {
      rest -= weight;
      if (rest < 0) return option;
    }
    return (options[options.length - 1] as readonly [number, T])[1];
  }

  /** Index drawn from cumulative weights (see `cumulate`). O(log n). */
  weighted(cumulative: ArrayLike<number>): number {
    const target = this.next() * (cumulative[cumulative.length - 1] as number);
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Standard normal by Box-Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Gamma of the given shape and mean (Marsaglia and Tsang 2000; the boost of their section 6 below shape 1). */
  gamma(shape: number, mean: number): number {
    const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v <= 0 || Math.log(1 - this.next()) >= 0.5 * x * x + d - d * v + d * Math.log(v)) continue;
      const boost = shape < 1 ? (1 - this.next()) ** (1 / shape) : 1;
      return (d * v * boost * mean) / shape;
    }
  }

  /** Poisson by Knuth's product; fit for means below 30. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = -1;
    for (let product = 1; product > limit; count++) product *= this.next();
    return count;
  }
}

/** Running sums of weights, for `Random.weighted`. */
export function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, i) => {
    sum += weight;
    sums[i] = sum;
  });
  return sums;
}

/** Cumulative Zipf-Mandelbrot weights 1 / (rank + shift) ^ exponent: how often the n-th commonest name occurs. */
export function zipf(length: number, exponent: number, shift: number): Float64Array {
  return cumulate(Array.from({ length }, (_, rank) => 1 / (rank + 1 + shift) ** exponent));
}

/** FNV-1a over UTF-16 code units, finalised: 32 bits, unsigned. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash) >>> 0;
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
