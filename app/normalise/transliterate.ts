/**
 * Each word: a letter and what it reads as. Letters that no Unicode decomposition takes apart. Greek by ELOT 743,
 * Cyrillic by BGN/PCGN without its apostrophes (the forms on most passports and web shops), Latin by common use.
 */
const LETTERS: ReadonlyMap<string, string> = letterTable(`
  ßss æae œoe øo łl đd ðd þth ıi ħh ŋn ŧt ĸk əe ŀl ƶz ɓb ɗd ɖd ƙk ƴy ɛe ɔo ȷj аa бb вv гg ґg дd еe єye
  жzh зz иi іi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ђdj ѕdz јj љlj
  њnj ћc џdz ғgh қq ңng өo ұu үu һh әa ѣe ѳf ѵi αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs
  ςs τt υy φf χch ψps ωo
`);

/** Cyrillic letters whose mark is part of the letter, to be read before marks are stripped. */
const MARKED_LETTERS: ReadonlyMap<string, string> = letterTable('йy їyi ўu ёe ѓg ќk');

const ASCII_ONLY = /^\p{ASCII}*$/u;
const MARKED_LETTER = /[йїўёѓќ]/g;
const TABLE_LETTER = /[ßæœøłđðþıħŋŧĸəŀƶɓɗɖƙƴɛɔȷ\u0370-\u03ff\u0400-\u04ff]/g;

/**
 * Accents, Hebrew points and Arabic vowel marks; not the vowel signs of Indic scripts, nor the voicing marks of kana.
 */
const MARKS = /(?=\p{M})(?![\u3099\u309a])[\p{sc=Inherited}\p{sc=Hebrew}]/gu;

const GREEK = /[\u0370-\u03ff]/;
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'ou'],
  [/(^|[^\p{L}])μπ/gu, '$1b'],
  [/(^|[^\p{L}])ντ/gu, '$1d'],
  [/γ(?=[γξχ])/g, 'n'],
  [/([αεη])υ(?=[θκξπσςτφχψ]|$|[^\p{L}])/gu, '$1f'],
  [/([αεη])υ/g, '$1v'],
];

/**
 * Lower case, compatibility forms unified (ﬁ → fi, Ａ → a), accents off, Latin, Cyrillic and Greek letters in ASCII;
 * other scripts stay as they are. Idempotent. `Ñandú` → `nandu`, `Сергей` → `sergey`, `Γιώργος` → `giorgos`, `王` →
 * `王`.
 */
export function toLatin(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();

  let latin = text.normalize('NFKC').toLowerCase().normalize('NFC');
  latin = latin.replace(MARKED_LETTER, (letter) => MARKED_LETTERS.get(letter) ?? letter);
  latin = latin.normalize('NFKD').replace(MARKS, '').toLowerCase();
  if (GREEK.test(latin)) latin = readGreekPairs(latin);
  return latin.replace(TABLE_LETTER, (letter) => LETTERS.get(letter) ?? letter).normalize('NFC');
}

function readGreekPairs(text: string): string {
  return GREEK_PAIRS.reduce((read, [pair, letters]) => read.replace(pair, letters), text);
}

function letterTable(words: string): ReadonlyMap<string, string> {
  return new Map(
    words
      .trim()
      .split(/\s+/)
      .map((word) => [word.charAt(0), word.slice(1)]),
  );
}
