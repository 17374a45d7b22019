import { HAN_READINGS } from './han-readings.ts';
import { APPROXIMATE_LETTERS, KANA_SYLLABLES, KOREAN_SURNAME_SPELLINGS } from './script-letters.ts';

/**
 * A name token in Latin letters. `approximate` = its script leaves vowels out or spells sounds otherwise, so a Latin spelling may
 * only be expected to share the consonants; two such tokens that disagree across scripts prove nothing.
 */
export type RomanisedToken = { text: string; approximate: boolean };

const LATIN_ONLY = /^[\p{Script=Latin}\p{N}\p{P}]*$/u;
const HAN = /^\p{Script=Han}+$/u;
const HANGUL = /^\p{Script=Hangul}+$/u;
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;

/**
 * Latin spellings of one name token, several when it runs a family and a given name together as Chinese and Korean do
 * (王杰 → wang, jie). Latin, Greek and Cyrillic are expected in Latin letters already. What no table knows is returned as it is.
 */
export function romanise(token: string): RomanisedToken[] {
  if (LATIN_ONLY.test(token)) return [{ text: token, approximate: false }];
  if (HAN.test(token)) return romaniseHan(token);
  if (HANGUL.test(token)) return romaniseHangul(token);
  if (KANA.test(token)) return [{ text: romaniseKana(token), approximate: false }];
  return [{ text: romaniseLetters(token), approximate: true }];
}

function romaniseHan(token: string): RomanisedToken[] {
  const readings = [...token].map((character) => HAN_READINGS.get(character));
  if (readings.includes(undefined)) return [{ text: token, approximate: true }];
  const [family, ...given] = readings as string[];
  if (given.length === 0) return [{ text: family as string, approximate: false }];
  return [
    { text: family as string, approximate: false },
    { text: given.join(''), approximate: false },
  ];
}

const INITIALS = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const MEDIALS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const FINALS = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

function romaniseHangul(token: string): RomanisedToken[] {
  const [first = '', ...rest] = [...token];
  const surname = token.length >= 2 && token.length <= 4 ? KOREAN_SURNAME_SPELLINGS.get(first) : undefined;
  if (surname === undefined) return [{ text: [...token].map(syllable).join(''), approximate: true }];
  return [
    { text: surname, approximate: true },
    { text: rest.map(syllable).join(''), approximate: true },
  ];
}

/** Hangul syllables are composed by arithmetic (Unicode 3.12). */
function syllable(character: string): string {
  const index = character.charCodeAt(0) - 0xac00;
  if (index < 0 || index > 11171) return character;
  const initial = INITIALS[Math.trunc(index / 588)] ?? '';
  const medial = MEDIALS[Math.trunc((index % 588) / 28)] ?? '';
  return initial + medial + (FINALS[index % 28] ?? '');
}

function romaniseKana(token: string): string {
  let text = '';
  for (const character of token) {
    const code = character.charCodeAt(0);
    // Hiragana lies 96 below katakana.
    const katakana = code >= 0x3041 && code <= 0x3096 ? String.fromCharCode(code + 96) : character;
    text += KANA_SYLLABLES.get(katakana) ?? smallKana(katakana);
  }
  return text
    .replace(/([kgnhbpmr])i~(y[auo])/g, '$1$2')
    .replace(/(sh|ch|j)i~y([auo])/g, '$1$2')
    .replace(/~/g, '')
    .replace(/_(.)/g, '$1$1');
}

/** `~ya` joins the syllable before it, `_` doubles the consonant after it. */
function smallKana(character: string): string {
  const joined: Record<string, string> = { ャ: '~ya', ュ: '~yu', ョ: '~yo', ッ: '_', ー: '' };
  return joined[character] ?? character;
}

function romaniseLetters(token: string): string {
  return [...token].map((letter) => APPROXIMATE_LETTERS.get(letter) ?? (/\p{M}/u.test(letter) ? '' : letter)).join('');
}

/**
 * The consonants of a Latin spelling, folded so that the usual transcriptions of one name meet: voiced with unvoiced, doubled with
 * single, `q` with `k`, and without semivowels. `faisal` and `fysl` → `fsl`; `siddiqui` and `sdyqy` → `stk`.
 */
export function consonantSkeleton(text: string): string {
  return text
    .replace(/kh|gh|[qgcx]/g, 'k')
    .replace(/[sz]h|[zj]|ch/g, 's')
    .replace(/ph|v/g, 'f')
    .replace(/[td]h|d/g, 't')
    .replace(/b/g, 'p')
    .replace(/[aeiouyhw]/g, '')
    .replace(/(.)\1+/g, '$1');
}
