/** A decimal number without rounding: digits / 10^scale. */
export type Exact = { digits: bigint; scale: number };

/** Reads `-12.50`; the text must fit `decimalPattern`. */
export function parseExact(decimal: string): Exact {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareExact(a: Exact, b: Exact): number {
  const left = a.digits * 10n ** BigInt(b.scale);
  const right = b.digits * 10n ** BigInt(a.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `9.99` in units of 10^-places as decimal text: shift('9.99', 2) = '999', shift('9.999', 2) = '999.9'. */
export function shiftDecimal(decimal: string, places: number): string {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const padded = fraction.padEnd(places, '0');
  const digits = `${whole}${padded.slice(0, places)}`.replace(/^0+(?=\d)/, '');
  const rest = padded.slice(places).replace(/0+$/, '');
  const magnitude = rest === '' ? digits : `${digits}.${rest}`;
  return negative && /[1-9]/.test(magnitude) ? `-${magnitude}` : magnitude;
}
