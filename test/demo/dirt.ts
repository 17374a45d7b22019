import type { Random } from './random.ts';

/** What hands, forms and spreadsheets do to a value. Each takes a clean text and returns what was stored. */

const neighbours: Readonly<Record<string, string>> = {
  a: 'sqz',
  b: 'vnh',
  c: 'xvd',
  d: 'sfe',
  e: 'wrd',
  f: 'dgr',
  g: 'fht',
  h: 'gjy',
  i: 'uok',
  j: 'hku',
  k: 'jli',
  l: 'ko',
  m: 'nj',
  n: 'bmh',
  o: 'ipl',
  p: 'ol',
  q: 'wa',
  r: 'etf',
  s: 'adw',
  t: 'ryg',
  u: 'yij',
  v: 'cbf',
  w: 'qes',
  x: 'zcs',
  y: 'tuh',
  z: 'xas',
  0: '9',
  1: '2',
  2: '13',
  3: '24',
  4: '35',
  5: '46',
  6: '57',
  7: '68',
  8: '79',
  9: '80',
};

/** One slip: the wrong key, two letters swapped, one left out or one doubled. Short texts stay as they are. */
export function typo(random: Random, text: string): string {
  if (text.length < 3) return text;
  const at = 1 + random.int(text.length - 2);
  const before = text.slice(0, at);
  const letter = text.charAt(at);
  const after = text.slice(at + 1);
  switch (random.int(4)) {
    case 0:
      return before + wrongKey(random, letter) + after;
    case 1:
      return before + after.charAt(0) + letter + after.slice(1);
    case 2:
      return before + after;
    default:
      return before + letter + letter + after;
  }
}

function wrongKey(random: Random, letter: string): string {
  const near = neighbours[letter.toLowerCase()];
  if (!near) return letter;
  const key = near.charAt(random.int(near.length));
  return letter === letter.toLowerCase() ? key : key.toUpperCase();
}

const special: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
};
const isPlain = /^[\x20-\x7e]*$/u;

/** Accents lost, as by an old till or a careless hand: `Łukasz Côté` becomes `Lukasz Cote`. */
export function plainLetters(text: string): string {
  if (isPlain.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁøØđĐßıæÆœ]/gu, (letter) => special[letter] ?? letter);
}

/** Capitals or none, by chance. */
export function recase(random: Random, text: string, rates: { upper: number; lower: number }): string {
  const draw = random.next();
  if (draw < rates.upper) return text.toUpperCase();
  return draw < rates.upper + rates.lower ? text.toLowerCase() : text;
}

/** Blanks that came along by copy and paste: before, after, doubled inside, or unbreakable. */
export function addBlanks(random: Random, text: string): string {
  switch (random.int(4)) {
    case 0:
      return ` ${text}`;
    case 1:
      return `${text}\u00a0`;
    case 2:
      return text.replace(' ', '  ');
    default:
      return `${text}  `;
  }
}

/** An e-mail as people and systems write it down: still the same mailbox for one who reads it right. */
export function decorateEmail(random: Random, email: string, name: string): string {
  const [local = '', domain = ''] = email.split('@');
  switch (random.int(6)) {
    case 0:
      return email.toUpperCase();
    case 1:
      return `mailto:${email}`;
    case 2:
      return `${email} `;
    case 3:
      return `${name} <${email}>`;
    case 4:
      return `${local.charAt(0).toUpperCase()}${local.slice(1)}@${domain}`;
    default:
      return ` ${email}`;
  }
}

/** The same Gmail mailbox spelt otherwise: dots do not count, nor does what follows a plus; other domains stay. */
export function respellGmail(random: Random, email: string): string {
  const [local = '', domain = ''] = email.split('@');
  if (domain !== 'gmail.com' || local.length < 4) return email;
  if (random.chance(0.4)) return `${local}+${random.pick(['wintergull', 'shop', 'promo', 'news'])}@${domain}`;
  const at = 1 + random.int(local.length - 2);
  const dotted = `${local.slice(0, at)}.${local.slice(at)}`;
  return `${dotted}@${random.chance(0.2) ? 'googlemail.com' : domain}`;
}

/** A number in the notations people use for their own country. */
export function writePhone(random: Random, e164: string): string {
  if (e164.startsWith('+1')) return writeAmerican(random, e164.slice(2));
  const code = ['353', '44', '49', '33', '61'].find((prefix) => e164.startsWith(`+${prefix}`)) ?? '';
  const national = e164.slice(1 + code.length);
  switch (random.int(5)) {
    case 0:
      return `0${national.slice(0, 4)} ${national.slice(4)}`;
    case 1:
      return `+${code} (0)${national.slice(0, 4)} ${national.slice(4)}`;
    case 2:
      return `00${code}${national}`;
    case 3:
      return `+${code} ${national.slice(0, 3)} ${national.slice(3, 6)} ${national.slice(6)}`;
    default:
      return e164;
  }
}

function writeAmerican(random: Random, digits: string): string {
  const [area, exchange, line] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  switch (random.int(8)) {
    case 0:
    case 1:
      return `(${area}) ${exchange}-${line}`;
    case 2:
      return `${area}-${exchange}-${line}`;
    case 3:
      return `${area}.${exchange}.${line}`;
    case 4:
      return digits;
    case 5:
      return `1${digits}`;
    case 6:
      return `+1 ${area} ${exchange} ${line}`;
    default:
      return `+1${digits}`;
  }
}

const streetShort: Readonly<Record<string, string>> = {
  Street: 'St',
  Avenue: 'Ave',
  Road: 'Rd',
  Lane: 'Ln',
  Drive: 'Dr',
  Court: 'Ct',
  Terrace: 'Ter',
  Place: 'Pl',
};

/** `12 Maple Street` as `12 Maple St.`, `12 MAPLE ST` or as it is. */
export function abbreviateStreet(random: Random, line: string): string {
  const short = line.replace(
    /(Street|Avenue|Road|Lane|Drive|Court|Terrace|Place)$/u,
    (word) => streetShort[word] ?? word,
  );
  if (short === line) return line;
  return random.chance(0.4) ? `${short}.` : short;
}
