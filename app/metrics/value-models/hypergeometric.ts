/**
 * Gauss's hypergeometric function in the two shapes the value models need, as sums of positive terms only, so that
 * nothing cancels and nothing overflows for customers with hundreds of orders (Cephes' hyp2f1 goes through gamma(a),
 * which is infinite from a = 171 on).
 */

const RELATIVE_TOLERANCE = 1e-14;
const SERIES_LIMIT = 0.6;
const MAX_TERMS = 100_000;

/**
 * 2F1(1, b; c; z) for 0 < b < c and 0 <= z < 1: a power series for small z, Gauss's continued fraction (DLMF 15.7.1)
 * evaluated by Lentz's method otherwise. Between 5 and 60 steps; relative error below 1e-12.
 */
export function unitHypergeometric(b: number, c: number, z: number): number {
  return z < SERIES_LIMIT ? powerSeries(b, c, z) : continuedFraction(b, c, z);
}

function powerSeries(b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MAX_TERMS; n++) {
    term *= ((b + n) / (c + n)) * z;
    sum += term;
    if (term < RELATIVE_TOLERANCE * sum) break;
  }
  return sum;
}

function continuedFraction(b: number, c: number, z: number): number {
  // 1/(1 - k1 z/(1 - k2 z/(1 - ...))): the denominator by modified Lentz (Numerical Recipes 5.2).
  let fraction = 1;
  let numerator = 1;
  let denominator = 0;
  for (let step = 1; step < MAX_TERMS; step++) {
    const m = step >> 1;
    const k =
      step % 2 === 1
        ? ((b + m) * (c - 1 + m)) / ((c - 1 + 2 * m) * (c + 2 * m))
        : (m * (c - 1 - b + m)) / ((c - 2 + 2 * m) * (c - 1 + 2 * m));
    denominator = 1 / (1 - k * z * denominator);
    numerator = 1 - (k * z) / numerator;
    const change = numerator * denominator;
    fraction *= change;
    if (Math.abs(change - 1) < RELATIVE_TOLERANCE) break;
  }
  return 1 / fraction;
}

/**
 * (1 - z)^n 2F1(n, b; c; z), written as the mean of (b)_J / (c)_J over J ~ NegativeBinomial(n, z): never overflows.
 * n, b, c > 0, 0 <= z < 1. Cost: about the mean of J plus a few of its standard deviations.
 */
export function negativeBinomialHypergeometric(n: number, b: number, c: number, z: number): number {
  let logScale = n * Math.log1p(-z);
  let term = 1;
  let sum = 1;
  for (let j = 0; j < MAX_TERMS; j++) {
    const ratio = (((n + j) * (b + j)) / ((j + 1) * (c + j))) * z;
    term *= ratio;
    sum += term;
    if (sum > 1e280) {
      sum *= 1e-280;
      term *= 1e-280;
      logScale += LOG_1E280;
    }
    if (ratio < 1 && term < RELATIVE_TOLERANCE * sum * (1 - ratio)) break;
  }
  return Math.exp(logScale + Math.log(sum));
}

const LOG_1E280 = 280 * Math.LN10;
