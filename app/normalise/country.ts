import { boundedMemo } from './bounded-memo.ts';
import { AMBIGUOUS_NAMES, COUNTRY_ALIASES, ISO_CODES, NAME_LANGUAGES } from './country-names.ts';
import { normalisePhone } from './phone.ts';
import { foldText } from './text.ts';

const MAX_NAME = 120;

const { byAlpha2, byAlpha3 } = readCodes();
let names: ReadonlyMap<string, string> | null = null;

/**
 * A country as people and systems write it → ISO 3166-1 alpha-2: codes of two and three letters, `US-CA` style
 * subdivisions, flags, names in 39 languages, common variants (`U.K.`, `Holland`, `Korea, Republic of`). Case,
 * accents, articles and punctuation do not matter. `null` = not recognised, or the name of two countries (`Congo`).
 * Total. Memoised; the names are gathered once, at the first value that is no code (70 ms).
 */
export function normaliseCountry(raw: string | null | undefined): string | null {
  if (raw === null || raw === undefined || raw.length > MAX_NAME) return null;
  return raw.length === 2 && byAlpha2.has(raw) ? raw : recognise(raw);
}

/** The country a phone number in E.164 belongs to; `null` = none, or not to be told. */
export function countryOfPhone(e164: string | null | undefined): string | null {
  return e164?.startsWith('+') ? (normalisePhone(e164, null)?.country ?? null) : null;
}

const recognise: (raw: string) => string | null = boundedMemo((raw) => {
  const key = nameKey(raw);
  const code = key.toUpperCase();
  if (byAlpha2.has(code)) return code;
  return byAlpha3.get(code) ?? countryNamed(key) ?? countryOfSubdivision(raw) ?? countryOfFlag(raw);
}, 5_000);

function countryNamed(key: string): string | null {
  names ??= gatherNames();
  return names.get(key) ?? names.get(key.replace(/^(?:the|la|le|les|el|los|las|die|der|il|de) /, '')) ?? null;
}

/** `US-CA` (ISO 3166-2), nothing looser: `CA - US` is anybody's guess. */
function countryOfSubdivision(raw: string): string | null {
  const country = /^\s*([A-Za-z]{2})-[A-Za-z0-9]{1,3}\s*$/.exec(raw)?.[1]?.toUpperCase();
  return country !== undefined && byAlpha2.has(country) ? country : null;
}

/** 🇸🇪 is two regional indicator symbols, U+1F1E6 being A. */
function countryOfFlag(raw: string): string | null {
  const letters = Array.from(raw.trim(), (symbol) => String.fromCharCode((symbol.codePointAt(0) ?? 0) - 0x1f1e6 + 65));
  const code = letters.join('');
  return code.length === 2 && byAlpha2.has(code) ? code : null;
}

/** Accents, case, punctuation and doubled blanks off; dots of abbreviations closed up (u.s.a. → usa). */
function nameKey(name: string): string {
  return foldText(name)
    .replace(/[.'’]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function readCodes(): { byAlpha2: ReadonlySet<string>; byAlpha3: ReadonlyMap<string, string> } {
  const pairs = ISO_CODES.trim().split(/\s+/);
  return {
    byAlpha2: new Set(pairs.map((pair) => pair.slice(0, 2))),
    byAlpha3: new Map(pairs.map((pair) => [pair.slice(2), pair.slice(0, 2)])),
  };
}

function gatherNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of COUNTRY_ALIASES.trim().split('\n')) {
    for (const alias of line.slice(3).split('|')) addName(found, alias, line.slice(0, 2));
  }
  for (const language of NAME_LANGUAGES.trim().split(/\s+/)) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of byAlpha2) addName(found, display.of(code), code);
  }
  return found;
}

function addName(found: Map<string, string>, name: string | undefined, code: string): void {
  const key = nameKey(name ?? '');
  if (key !== '' && !found.has(key) && !AMBIGUOUS_NAMES.has(key)) found.set(key, code);
}
