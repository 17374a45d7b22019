/** How postal codes of a country look. Source: the address formats of Unicode CLDR 36, "postal-code data". */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}([ -]?\d{4})?$/,
  CA: /^[ABCEGHJKLMNPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d$/i,
  GB: /^([A-Z]{1,2}\d[A-Z\d]?|GIR) ?\d?[A-Z]{2}$/i,
  IE: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/i,
  DE: /^\d{5}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
  LI: /^\d{4}$/,
  FR: /^\d{2} ?\d{3}$/,
  BE: /^\d{4}$/,
  NL: /^\d{4} ?[A-Z]{2}$/i,
  LU: /^(L-)?\d{4}$/i,
  ES: /^\d{5}$/,
  PT: /^\d{4}(-\d{3})?$/,
  IT: /^\d{5}$/,
  DK: /^(DK-)?\d{4}$/i,
  SE: /^(SE-)?\d{3} ?\d{2}$/i,
  NO: /^\d{4}$/,
  FI: /^(FI-)?\d{5}$/i,
  IS: /^\d{3}$/,
  PL: /^\d{2}-?\d{3}$/,
  CZ: /^\d{3} ?\d{2}$/,
  SK: /^\d{3} ?\d{2}$/,
  HU: /^\d{4}$/,
  GR: /^\d{3} ?\d{2}$/,
  AU: /^\d{4}$/,
  NZ: /^\d{4}$/,
  JP: /^\d{3}-?\d{4}$/,
  KR: /^\d{5}$/,
  IN: /^\d{3} ?\d{3}$/,
  SG: /^\d{6}$/,
  BR: /^\d{5}-?\d{3}$/,
  MX: /^\d{5}$/,
  ZA: /^\d{4}$/,
};

/** Whether a postal code can be one of this country (ISO 3166-1 alpha-2). True where the country's form is not known. */
export function fitsCountry(postalCode: string, country: string): boolean {
  return PATTERNS[country]?.test(postalCode.trim()) ?? true;
}
