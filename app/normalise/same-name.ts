import { nameTokens } from './person-name.ts';

/** A name in parts, in one piece, or both; as typed. */
export type NameParts = { givenName?: string | null; familyName?: string | null; fullName?: string | null };

/** The words of a name for comparing, whichever way it was written down; empty = no name. */
export function wordsOfName({ givenName, familyName, fullName }: NameParts): string[] {
  const parts = [givenName, familyName].filter(Boolean).join(' ');
  return nameTokens(parts === '' ? fullName : parts);
}

/**
 * Whether two names are the same words in any order: `Anna Meyer`, `MEYER, Anna`. A name with a word more or fewer is another one here,
 * as is one of the same person in another form; who has to know compares more closely. No name is the same as none.
 */
export function isSameName(a: NameParts, b: NameParts): boolean {
  const [x, y] = [wordsOfName(a).sort(), wordsOfName(b).sort()];
  return x.length > 0 && x.length === y.length && x.every((word, at) => word === y[at]);
}

/**
 * Whether two names can hardly be one person's, nor those of one family: they share no word, and their words do not even begin alike
 * (which slips and spellings leave as they are). Where either names nobody they may be.
 */
export function isStrangersName(a: NameParts, b: NameParts): boolean {
  const [x, y] = [wordsOfName(a), wordsOfName(b)];
  if (x.length === 0 || y.length === 0 || x.some((word) => y.includes(word))) return false;
  return initialsOf(x) !== initialsOf(y);
}

function initialsOf(words: readonly string[]): string {
  return words
    .map((word) => [...word][0])
    .sort()
    .join('');
}
