import iconv from 'iconv-lite';
import type { Encoding } from './encoding.ts';

type SingleByte = Extract<Encoding, 'windows-1252' | 'macintosh' | 'windows-1250' | 'windows-1251'>;

export type SingleByteScore = { encoding: SingleByte; reason: string; controls: number; score: number; words: number };

/** Letters that real words of each alphabet are made of; what is not listed counts against the guess. */
const EXPECTED: Record<SingleByte, { letters: string; name: string; handicap: number }> = {
  'windows-1252': { letters: 'äöüßéèêëàâáãåæçíìîïñóòôõøúùûœ', name: 'Windows (Western European)', handicap: 0 },
  macintosh: { letters: 'äöüßéèêëàâáãåæçíìîïñóòôõøúùûœ', name: 'Mac OS Roman', handicap: 0.02 },
  'windows-1250': {
    letters: 'äöüßéáíóúýąćęłńśźżčďěňřšťůžőűăâîșşţ',
    name: 'Windows (Central European)',
    handicap: 0.06,
  },
  'windows-1251': { letters: 'абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ', name: 'Windows (Cyrillic)', handicap: 0.06 },
};

/** Typographic signs that are as likely in any of them. */
const SIGNS = '€£¥¢–—‘’“”„•·…°§¶«»‹›®©™´`¨¿¡ºª¹²³¼½¾±×÷µ†‡‰ƒ¤¬¦\u00a0';

/** Which single-byte alphabet turns the high bytes into words. Judged on the decoded words around them. */
export function scoreSingleByte(sample: Uint8Array): SingleByteScore {
  const controls = sample.reduce(
    (count, byte) => count + (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 ? 1 : 0),
    0,
  );
  const bytes = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  const ranked = (Object.keys(EXPECTED) as SingleByte[])
    .map((encoding) => ({ encoding, ...judge(iconv.decode(bytes, encoding), encoding) }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0] ?? { encoding: 'windows-1252' as const, score: 0, example: null, words: 0 };
  const example = best.example === null ? '' : `: “${best.example}”`;
  return {
    encoding: best.encoding,
    controls,
    score: best.score,
    words: best.words,
    reason: `${EXPECTED[best.encoding].name} makes words of the accented letters${example}.`,
  };
}

function judge(text: string, encoding: SingleByte): { score: number; example: string | null; words: number } {
  const { letters, handicap } = EXPECTED[encoding];
  const words = text.match(/[^\s,;|"]*[\u0080-\uffff]+[^\s,;|"]*/g) ?? [];
  let points = 0;
  let example: string | null = null;
  const counted = words.slice(0, 5000);
  for (const word of counted) {
    const value = judgeWord(word, letters);
    points += value;
    if (value === 1 && example === null && word.length <= 40) example = word;
  }
  return { score: counted.length === 0 ? 0 : points / counted.length - handicap, example, words: counted.length };
}

/** 1 = a word as people write it, 0 = impossible. */
function judgeWord(word: string, letters: string): number {
  let value = 1;
  for (let at = 0; at < word.length; at += 1) {
    const char = word[at] ?? '';
    if (char < '\u0080') continue;
    value = Math.min(value, judgeChar(char, word[at - 1] ?? '', letters));
  }
  // Mixed alphabets in one word are a sign of the wrong one.
  const cyrillic = /[\u0400-\u04ff]/.test(word);
  return cyrillic && /[a-z]/i.test(word) ? 0 : value;
}

function judgeChar(char: string, before: string, letters: string): number {
  const lower = char.toLowerCase();
  if (letters.includes(lower)) {
    const capitalInside = char !== lower && before !== '' && before === before.toLowerCase() && /\p{L}/u.test(before);
    if (capitalInside) return 0.1;
    // Two accented letters in a row are rare in Latin alphabets and the rule in Cyrillic.
    const pair = before > '\u0080' && /\p{L}/u.test(before) && !/[\u0400-\u04ff]/.test(char);
    return pair ? 0.4 : 1;
  }
  if (SIGNS.includes(char)) return /\p{L}/u.test(before) && !'’–—”“…™®»'.includes(char) ? 0.4 : 0.9;
  return 0;
}
