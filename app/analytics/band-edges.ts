import { currencyExponent } from '#app/normalise/currency.ts';

/** In units of the power of ten that is nearest the median. */
const STEPS = [0, 0.5, 1, 2.5, 5, 10];

/**
 * Lower edges of the bands that people are counted in by what they brought, in minor units: round sums around the shop's own median, so
 * that half of the people are not in one band, be it dollars, yen or dinars. Never finer than five whole units.
 */
export function bandEdges(medianMinor: number, currency: string): number[] {
  const whole = 10 ** currencyExponent(currency);
  const power = medianMinor > 0 ? Math.round(Math.log10(medianMinor / whole)) : 2;
  return STEPS.map((step) => step * 10 ** Math.max(1, power) * whole);
}
