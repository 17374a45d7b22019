import { mayMeanCurrency } from '#app/normalise/currency.ts';
import { detectDateOrder } from '#app/normalise/instant.ts';
import type { Conventions } from '../mapping.ts';
import { type ColumnProfile, shareOf } from './profile-column.ts';

/** What the file itself shows of a convention, and how surely. */
export type Finding<Value> = { value: Value | null; evidence: string; ambiguous: boolean };

type Mark = '.' | ',';

/** Decimal mark of the amounts, from cells that can be read one way only. */
export function findDecimalMark(profiles: readonly ColumnProfile[]): Finding<Mark> {
  const cells = profiles.flatMap((profile) => profile.values);
  const points = cells.filter((cell) => markOf(cell) === '.');
  const commas = cells.filter((cell) => markOf(cell) === ',');
  if (points.length > 0 && commas.length > points.length * 0.02 && points.length > commas.length * 0.02) {
    const evidence = `Both marks are used as decimal mark: ${points[0]} (${points.length} times) and ${commas[0]} (${commas.length} times).`;
    return { value: null, evidence, ambiguous: true };
  }
  if (points.length > commas.length)
    return sure('.', `${points.length} amounts like ${points[0]} have a decimal point.`);
  if (commas.length > 0) return sure(',', `${commas.length} amounts like ${commas[0]} have a decimal comma.`);
  const open = cells.filter((cell) => /^\D*\d{1,3}[.,]\d{3}\D*$/.test(cell));
  if (open.length === 0) return sure('.', 'No amount has decimals.');
  return { value: null, evidence: `Amounts like ${open[0]} can be read with either decimal mark.`, ambiguous: true };
}

function sure<Value>(value: Value, evidence: string): Finding<Value> {
  return { value, evidence, ambiguous: false };
}

/** The decimal mark an amount proves; null = it could be either, or has none. */
function markOf(cell: string): Mark | null {
  const digits = /\d[\d.,'’\s\u00a0\u202f]*/.exec(cell)?.[0].replace(/[.,\s\u00a0\u202f]+$/, '');
  if (digits === undefined) return null;
  const point = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  const at = Math.max(point, comma);
  if (at < 0) return null;
  const mark: Mark = point >= 0 ? '.' : ',';
  const repeated = digits.indexOf(mark) !== at;
  if (repeated) return mark === '.' ? ',' : '.';
  // Three digits behind a single mark may be thousands.
  return digits.length - at - 1 === 3 && at <= 3 && !digits.startsWith('0') ? null : mark;
}

/** Order of day and month over all columns of dates together; `values` may come from the whole file. */
export function findOrderOfDates(values: Iterable<string>): Finding<NonNullable<Conventions['dateOrder']>> {
  const found = detectDateOrder(values);
  return { value: found.ambiguous ? null : found.order, evidence: found.evidence, ambiguous: found.ambiguous };
}

const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  '₪': 'ILS',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  chf: 'CHF',
  r$: 'BRL',
  a$: 'AUD',
  ca$: 'CAD',
  us$: 'USD',
};
const SHARED_SIGNS: Readonly<Record<string, string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'MXN'],
  kr: ['SEK', 'NOK', 'DKK'],
  '¥': ['JPY', 'CNY'],
};
const CODES = new Set(Intl.supportedValuesOf('currency'));

/**
 * Currency of the amounts, by the signs and codes written in cells and headers. `value` null and not ambiguous: nothing is written, so
 * the shop's currency is meant. A sign of several currencies means the shop's where it can.
 */
export function findCurrency(
  profiles: readonly ColumnProfile[],
  shopCurrency: string,
): Finding<string> & { choices: string[] } {
  const signs = new Set(profiles.flatMap((profile) => signsOf(profile)));
  const codes = new Set(
    [...signs]
      .map((sign) => SIGNS[sign] ?? (CODES.has(sign.toUpperCase()) ? sign.toUpperCase() : null))
      .filter((code) => code !== null),
  );
  const shared = [...signs].find((sign) => sign in SHARED_SIGNS);
  const first = [...codes][0];
  if (codes.size === 1 && first !== undefined)
    return { ...sure(first, `Amounts are written in ${first}.`), choices: [] };
  if (codes.size > 1) {
    const evidence = `Amounts are written in several currencies: ${[...codes].join(', ')}.`;
    return { value: null, evidence, ambiguous: true, choices: [...codes] };
  }
  if (shared === undefined)
    return { value: null, evidence: 'No currency is written: the shop’s is taken.', ambiguous: false, choices: [] };
  if (mayMeanCurrency(shared, shopCurrency)) {
    return {
      ...sure(shopCurrency, `The sign ${shared} is taken for the shop’s currency ${shopCurrency}.`),
      choices: [],
    };
  }
  const choices = SHARED_SIGNS[shared] ?? [];
  return { value: null, evidence: `The sign ${shared} can mean ${choices.join(', ')}.`, ambiguous: true, choices };
}

function signsOf(profile: ColumnProfile): string[] {
  const inHeader = /(?:[(,\s_]|^)([A-Z]{3})(?=\)|$)/.exec(profile.column)?.[1];
  const fromHeader = inHeader !== undefined && CODES.has(inHeader) ? [inHeader] : [];
  const fromCells = profile.values.slice(0, 200).map((cell) => cell.replace(/[-+\d.,\s()'’−]/g, '').toLowerCase());
  return [
    ...fromHeader,
    ...fromCells.filter((sign) => sign !== '' && sign.length <= 4).map((sign) => sign.replace(/\.$/, '')),
  ];
}

/** The highest rating of the usual scale that holds them all. */
export function findRatingMax(profile: ColumnProfile | undefined): number {
  const numbers = (profile?.values ?? [])
    .map((value) => Number(value.replace(',', '.')))
    .filter((value) => Number.isFinite(value));
  const max = numbers.reduce((a, b) => Math.max(a, b), 0);
  if (max <= 5) return 5;
  return max <= 10 ? 10 : 100;
}

/**
 * Whether amounts stand on each row of a sale alike (or only once): then they are the sale's, not the line's. One sale whose rows differ
 * proves the contrary; it takes several to prove it. null = nothing is proved.
 */
export function isAlikeWithin(groups: readonly (readonly string[])[]): boolean | null {
  const several = groups.filter((cells) => cells.length > 1).map((cells) => cells.filter((cell) => cell !== ''));
  const filled = several.filter((cells) => cells.length > 0);
  const alike = filled.filter((cells) => cells.every((cell) => cell === cells[0])).length;
  if (filled.length - alike > filled.length * 0.1) return false;
  return filled.length >= 2 ? true : null;
}

/** Whether a column holds amounts at all. */
export function looksLikeAmounts(profile: ColumnProfile): boolean {
  return profile.filled > 0 && shareOf(profile, 'decimal', 'money') > 0.3;
}
