import { SMALL_BETWEEN, SMALL_PARTICLES } from './name-words.ts';

const WORD = /[^\s-]+/g;
const MAC_NAMES: ReadonlySet<string> = new Set(
  `
  macdonald macleod macarthur macgregor macpherson macdougall macintyre macintosh macmillan macnamara
  macneil macneill mackinnon macfarlane maclaren maclean macaulay macallister
  `
    .trim()
    .split(/\s+/),
);
/** Two letters that people go by: AJ, TJ, JD; not Ng, Wu or Jo. */
const INITIALS = /^(?:[bcdfghjklmprstvw][bcdjklmprstv]|[aeo]j)$/;
const NOT_INITIALS = new Set(['st', 'md', 'mr', 'ms', 'dr', 'jr', 'sr', 'sv']);
const ROMAN = /^(?:ii|iii|iv)$/;

/**
 * `JAN VAN DER BERG` or `jan van der berg` → `Jan van der Berg`: for a name all in one case. One that mixes capitals
 * and small letters was cased by a person and comes back untouched, as do scripts without case. Knows Mc, O', D',
 * hyphens, particles, II to IV and initials like JD. Idempotent.
 */
export function caseName(text: string): string {
  const lower = text.toLowerCase();
  const upper = text.toUpperCase();
  if (lower === upper || (text !== lower && text !== upper)) return text;

  const lastWord = lower.trimEnd().search(/[^\s-]+$/);
  return lower.replace(WORD, (word, at: number) => caseWord(word, isFirst(lower, at), at >= lastWord));
}

function isFirst(text: string, at: number): boolean {
  return text.slice(0, at).trim() === '';
}

function caseWord(word: string, first: boolean, last: boolean): string {
  if (!last && SMALL_PARTICLES.has(word)) return word;
  if (!last && !first && SMALL_BETWEEN.has(word)) return word;
  if (ROMAN.test(word) && !first) return word.toUpperCase();
  if (INITIALS.test(word) && !NOT_INITIALS.has(word)) return word.toUpperCase();
  if (word.startsWith('ij') && word.length > 3) return `IJ${word.slice(2)}`;
  return capitaliseParts(word);
}

/** A capital at the start, after `Mc`, after the apostrophe of O' and D', after the stop of an initial. */
function capitaliseParts(word: string): string {
  const capitalised = word.replace(
    /(^[^\p{L}]*|\.)(\p{L})/gu,
    (_, before: string, letter: string) => before + capital(letter),
  );
  if (/^mc\p{L}{2}/u.test(word)) return `Mc${capital(word.slice(2, 3))}${capitalised.slice(3)}`;
  if (MAC_NAMES.has(word)) return `Mac${capital(word.slice(3, 4))}${word.slice(4)}`;
  return capitalised.replace(
    /^([ODLN]['’])(\p{Ll})(?=\p{L})/u,
    (_, before: string, letter: string) => before + capital(letter),
  );
}

/** The upper case of one letter if it is one letter (ß and ligatures stay). */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}
