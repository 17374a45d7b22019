import type { Place } from './places.ts';

/** Beginnings of the mobile numbers we use abroad and their full length; +1 is handled by area code. */
const abroad: Readonly<Record<string, { code: string; start: string; length: number }>> = {
  GB: { code: '44', start: '7400900', length: 10 },
  IE: { code: '353', start: '8755500', length: 9 },
  DE: { code: '49', start: '1512000', length: 11 },
  FR: { code: '33', start: '6120000', length: 9 },
  AU: { code: '61', start: '4120000', length: 9 },
};
const line = 10_000;
/** Prime, so that index times stride modulo a smaller power of ten visits every number once. */
const stride = 7_368_787;

/**
 * The E.164 number of slot `index` among `slots`: valid in its country's plan, no two slots alike.
 * In North America the exchange is 555 (fictional) and, once its ten thousand lines are full, those after it.
 */
export function phoneNumber(place: Place, index: number, slots: number): string {
  const foreign = abroad[place.country];
  if (foreign) {
    const digits = Math.max(4, Math.ceil(Math.log10(slots)));
    const start = foreign.start.slice(0, foreign.length - digits);
    const number = scatter(index, 10 ** digits);
    return `+${foreign.code}${start}${String(number).padStart(foreign.length - start.length, '0')}`;
  }
  const number = scatter(index, line * Math.ceil(slots / line));
  const area = place.areaCodes[index % place.areaCodes.length] as string;
  return `+1${area}${555 + Math.floor(number / line)}${String(number % line).padStart(4, '0')}`;
}

function scatter(index: number, modulus: number): number {
  return (index * stride + 1357) % modulus;
}
