import { doubleMetaphone } from 'double-metaphone';
import { boundedMemo } from './bounded-memo.ts';
import { toLatin } from './transliterate.ts';

const MAX_TOKEN = 40;

const keyOf = boundedMemo((token: string): string => {
  const letters = toLatin(token).slice(0, MAX_TOKEN);
  const latin = letters.replace(/[^a-z]/g, '');
  return latin === '' ? letters : doubleMetaphone(latin)[0] || latin.toUpperCase();
}, 100_000);

/**
 * How one name token sounds: the primary code of Lawrence Philips' Double Metaphone (2000), over Latin letters;
 * Cyrillic and Greek are transliterated first, other scripts are their own key. `''` only for a token without
 * letters. Memoised: surnames repeat.
 */
export function phoneticKey(token: string): string {
  return keyOf(token);
}
