import { BARE_WORDS, ORDINALS, POST_BOX, STREET_ENDING, STREET_WORDS, UNIT_WORDS } from './address-words.ts';
import { boundedMemo } from './bounded-memo.ts';
import { normaliseCountry } from './country.ts';
import { abbreviateRegion } from './regions.ts';
import { cleanCell, foldText } from './text.ts';

export type AddressParts = {
  line1?: string | null | undefined;
  line2?: string | null | undefined;
  city?: string | null | undefined;
  region?: string | null | undefined;
  postalCode?: string | null | undefined;
  country?: string | null | undefined;
};

/** For comparing, never for printing on a parcel. Each part `null` = not given or nothing usable in it. */
export type NormalisedAddress = {
  /** Upper-case letters and digits only. US: the five digits (ZIP+4 is given by some sources and not by others). */
  postalCode: string | null;
  /** Coarser: UK outward code, US ZIP, elsewhere the first three characters. */
  outward: string | null;
  /** House number, digits only (`12` of 12A and of 12–14), or the number of the post-office box. */
  streetNumber: string | null;
  /** First word that tells the street: `main` of 12 N Main St., `haupt` of Hauptstr. 5, `pobox`. */
  streetToken: string | null;
  /** Whole city closed up: `newyork`, `saintlouis`; postal districts off. */
  cityToken: string | null;
  /** `ca` for California and CA alike in the US, Canada and Australia; elsewhere the folded name closed up. */
  regionToken: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
};

const MAX_LINE = 200;
const WORD_OR_COMMA = /[\p{L}\p{M}\p{N}/]+|,/gu;
const UK_POSTCODE = /^(GIR|[A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;
const ZIP_PLUS_FOUR = /^\s*\d{5}\s*[-–—]\s*\d{4}\s*$/;
/** Countries whose codes are five digits and may begin with a nought that spreadsheets drop. */
const FIVE_DIGITS = new Set('US DE FR ES IT FI MX EE LT HR RS UA TR PR MY TH KR'.split(' '));

/** One address → what two addresses are compared by. Total, O(length). */
export function normaliseAddress(parts: AddressParts): NormalisedAddress {
  const country = normaliseCountry(parts.country);
  const postalCode = readPostalCode(parts.postalCode, country);
  const first = readStreet(parts.line1);
  const street = first === null || first.token === null ? readStreet(parts.line2) : first;
  return {
    postalCode,
    outward: postalCode === null ? null : outwardOf(postalCode, country),
    streetNumber: first?.number ?? street?.number ?? null,
    streetToken: street?.token ?? null,
    cityToken: isBlank(parts.city) ? null : cityToken(parts.city),
    regionToken: isBlank(parts.region) ? null : regionToken(parts.region, country),
    country,
  };
}

function isBlank(raw: string | null | undefined): raw is null | undefined | '' {
  return raw === null || raw === undefined || raw === '' || raw.length > MAX_LINE;
}

function readPostalCode(raw: string | null | undefined, country: string | null): string | null {
  if (isBlank(raw)) return null;
  const cell = cleanCell(raw);
  if (cell === null) return null;

  const isZip = country === 'US' || (country === null && ZIP_PLUS_FOUR.test(cell));
  const text = isZip ? cell.replace(/^(\d{4,5})\s*[-–—]\s*\d{4}$/, '$1') : cell;
  const code = foldText(text.replace(/\.0+$/, ''))
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase()
    .replace(/^([A-Z]{1,3})(?=\d{4,6}$)/, (prefix) => (isCountryPrefix(prefix, country) ? '' : prefix));
  if (!/\d/.test(code)) return null;
  if (country === 'US' && /^\d{8,9}$/.test(code)) return code.padStart(9, '0').slice(0, 5);
  return country !== null && FIVE_DIGITS.has(country) && /^\d{3,4}$/.test(code) ? code.padStart(5, '0') : code;
}

/** `SE-123 45`, `D-10115`, `LV-1010`: the old country letter before digits. */
function isCountryPrefix(prefix: string, country: string | null): boolean {
  if (country === null) return /^(?:SE|DK|FI|NO|DE|AT|CH|LV|LT|EE|HR|SI|RO|FR|D|S|F)$/.test(prefix);
  return prefix === country || prefix === country.slice(0, 1);
}

function outwardOf(code: string, country: string | null): string {
  const uk = country === null || country === 'GB' ? UK_POSTCODE.exec(code)?.[1] : undefined;
  if (uk !== undefined) return uk;
  return country === 'US' || (country === null && /^\d{5}$/.test(code)) ? code.slice(0, 5) : code.slice(0, 3);
}

type Street = { number: string | null; token: string | null };

function readStreet(line: string | null | undefined): Street | null {
  if (isBlank(line)) return null;
  const folded = foldText(line).replace(/['’.]/g, '');
  const box = POST_BOX.exec(
    folded
      .replace(/[^a-z0-9 ]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  if (box) return { number: trimNoughts(box[1] ?? ''), token: 'pobox' };

  const words = withoutUnits(folded.replaceAll(';', ',').match(WORD_OR_COMMA) ?? []);
  if (!words.some((word) => word !== ',')) return null;
  const numberAt = words.findIndex((word) => /^\d/.test(word) && !isOrdinal(word));
  return {
    number: numberAt < 0 ? null : trimNoughts(/\d+/.exec(words[numberAt] ?? '')?.[0] ?? ''),
    token: streetToken(besideNumber(words, numberAt)) ?? streetToken(words.filter((_, at) => at !== numberAt)),
  };
}

/** The words between the commas around the house number: `405 Lexington Avenue` behind `Chrysler Building`. */
function besideNumber(words: readonly string[], numberAt: number): readonly string[] {
  if (numberAt < 0) return [];
  const start = words.lastIndexOf(',', numberAt) + 1;
  const end = words.indexOf(',', numberAt);
  return [...words.slice(start, numberAt), ...words.slice(numberAt + 1, end < 0 ? words.length : end)];
}

/** Drops `flat 3`, `apt 4b`, `2nd floor`. */
function withoutUnits(words: readonly string[]): readonly string[] {
  return words.filter((word, at) => {
    const before = words[at - 1];
    const after = words[at + 1];
    if (UNIT_WORDS.has(word)) return !(isOrdinal(before) || isNumbered(after));
    const isCounted = before !== undefined && UNIT_WORDS.has(before) && isNumbered(word) && !isOrdinal(words[at - 2]);
    return !isCounted && !(isOrdinal(word) && after !== undefined && UNIT_WORDS.has(after));
  });
}

/** `3`, `4b`, `b12`, `c`: what follows the word flat. */
function isNumbered(word: string | undefined): boolean {
  return word !== undefined && /^(?:[a-z]?\d+[a-z]?|[a-z])$/.test(word);
}

function isOrdinal(word: string | undefined): boolean {
  return word !== undefined && /^\d+(?:st|nd|rd|th)$/.test(word);
}

function streetToken(words: readonly string[]): string | null {
  const letters = words.filter((word) => /\p{L}/u.test(word) && !/^\d+\p{L}$/u.test(word));
  const telling =
    letters.find((word) => word.length > 1 && !STREET_WORDS.has(word)) ??
    letters.find((word) => !BARE_WORDS.has(word)) ??
    letters[0];
  if (telling === undefined) return null;

  const ordinal = ORDINALS.get(telling) ?? /^(\d+)(?:st|nd|rd|th)$/.exec(telling)?.[1];
  if (ordinal !== undefined) return ordinal;
  const stem = telling.replace(STREET_ENDING, '');
  return stem.length < 3 ? telling : stem;
}

function trimNoughts(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

const cityToken: (raw: string) => string | null = boundedMemo((raw) => {
  const city = foldText(cleanCell(raw))
    .replace(/\(.*?\)|\bcedex\b|\d+(?:e|er|eme|st|nd|rd|th)?/g, ' ')
    .replace(/\b(?:st|ste|sankt|sainte|sint)\b\.?/g, 'saint')
    .replace(/\bmt\b\.?/g, 'mount')
    .replace(/\bft\b\.?/g, 'fort')
    .replace(/[^\p{L}\p{M}]+/gu, '');
  return city === '' ? null : city;
}, 50_000);

function regionToken(raw: string, country: string | null): string | null {
  const region = foldText(cleanCell(raw))
    .replace(/^(?:us|ca|au)-(?=[a-z]{2,3}$)/, '')
    .replace(/[.'’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  return region === '' ? null : abbreviateRegion(region, country).replace(/ /g, '');
}
