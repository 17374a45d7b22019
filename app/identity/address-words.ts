import { STREET_ENDING, STREET_WORDS, UNIT_WORDS } from '#app/normalise/address-words.ts';
import { toLatin } from '#app/normalise/transliterate.ts';

/** What two ways of writing one street address have in common. */
export type AddressWords = {
  /** House, unit and box numbers of the street lines (`12a`, `900`). */
  numbers: string[];
  /** Names in the street lines, without the words for kinds of street and building. */
  words: string[];
  /** A postcode found at the end of a line; '' = none. */
  postcode: string;
};

const MOST_WORDS = 4;
const NOTHING: AddressWords = { numbers: [], words: [], postcode: '' };

/** The commonest way of writing: `12a High Street`, up to three words in ASCII. */
const PLAIN_LINE = /^(\d{1,5}[a-z]?) ([a-z]+)(?: ([a-z]+))?(?: ([a-z]+))?$/;

/**
 * Takes the street lines of an address apart. Lines that hold the whole address in one piece count up to the street's own words.
 * `normaliseAddress` keeps one word of the street; comparing dirty lines needs all of them (`Yarran, 12 Glebe Gardens`).
 */
export function addressWords(line1: string, line2: string): AddressWords {
  if (line1 === '' && line2 === '') return NOTHING;
  const lower = line1.toLowerCase();
  const plain = line2 === '' ? PLAIN_LINE.exec(lower) : null;
  return plain === null ? takeApart(lower, line2) : fromPlainLine(plain);
}

function fromPlainLine(match: RegExpExecArray): AddressWords {
  const words: string[] = [];
  for (let part = 2; part <= 4; part += 1) {
    const word = match[part];
    if (word !== undefined) addWord(words, word);
  }
  return { numbers: [withoutNoughts(match[1] as string)], words, postcode: '' };
}

/** Five or six digits, or the British and Canadian shapes, at the end of a line or before a last part behind a comma or blank. */
const POSTCODE_AT_END =
  /[\s,-](\d{5}(?:-\d{4})?|\d{6}|[a-z]{1,2}\d[a-z\d]?\s\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d)(?:,?\s+[a-z .]+)?$/;

/** 32nd, 5th: the name of a street, not of a house. */
const ORDINAL = /^\d+(?:st|nd|rd|th)$/;

function takeApart(line1: string, line2: string): AddressWords {
  const postcode = POSTCODE_AT_END.exec(line1)?.[1] ?? '';
  const street = postcode === '' ? line1 : line1.slice(0, line1.lastIndexOf(postcode));
  const numbers: string[] = [];
  const words: string[] = [];
  for (const token of [...streetSegments(street), line2].flatMap(wordsOf)) {
    if (!/\d/.test(token) || ORDINAL.test(token)) addWord(words, token);
    else if (!numbers.includes(token)) numbers.push(withoutNoughts(token));
  }
  // `321, Street 128`: where streets are numbered the last number names the street.
  if (words.length === 0 && numbers.length > 1) words.push(numbers.pop() as string);
  return {
    numbers: numbers.slice(0, MOST_WORDS),
    words: words.slice(0, MOST_WORDS),
    postcode: postcode.replace(/[^a-z0-9]/g, ''),
  };
}

/** The parts between commas that belong to the street: those with a number; else the first. */
function streetSegments(line: string): string[] {
  const segments = line
    .split(/[,;\n]/)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '');
  const numbered = segments.filter((segment) => /\d/.test(segment));
  return (numbered.length > 0 ? numbered : segments.slice(0, 1)).map(cutBehindStreet);
}

const KIND_OF_STREET = 'street|st|road|rd|lane|ln|drive|dr|avenue|ave|boulevard|blvd|place|pl|way|court|ct|crescent';
const NUMBERED_STREET = new RegExp(`^(.*\\b(?:${KIND_OF_STREET})\\s+\\d+)\\s+\\D*$`);
const NAMED_STREET = new RegExp(`^(.*\\d.*?\\b(?:${KIND_OF_STREET})\\b\\.?)\\s+\\D*$`);

/** `3212 w 32nd st palm harbor` → `3212 w 32nd st`: what follows the kind of street is the town. */
function cutBehindStreet(segment: string): string {
  return (NUMBERED_STREET.exec(segment) ?? NAMED_STREET.exec(segment))?.[1] ?? segment;
}

function wordsOf(segment: string): string[] {
  return toLatin(segment)
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

function addWord(words: string[], word: string): void {
  if (word.length < 2 || STREET_WORDS.has(word) || UNIT_WORDS.has(word)) return;
  const stem = word.replace(STREET_ENDING, '');
  const kept = stem.length < 3 ? word : stem;
  if (!words.includes(kept)) words.push(kept);
}

function withoutNoughts(number: string): string {
  return number.replace(/^0+(?=.)/, '');
}
