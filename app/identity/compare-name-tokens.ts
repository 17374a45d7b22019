import { NAME, NOT_COMPARABLE } from './comparison-fields.ts';
import type { Lists } from './int-list.ts';
import type { NameTable } from './name-store.ts';
import { editDistance, jaroWinkler, letterDistance, letterSetDistance } from './text-distance.ts';

/** Two slips of the fingers in one name happen; three make another name. */
const MOST_EDITS = 2;

/** Level of agreement of two name tokens by id. Symmetric. */
export function tokenLevel(names: NameTable, x: number, y: number): number {
  if (x === y) return isInitial(names, x) ? NAME.INITIAL : NAME.EXACT;
  if (isInitial(names, x) || isInitial(names, y)) return initialLevel(names, x, y);
  if (names.approximate[x] !== names.approximate[y]) return acrossScripts(names, x, y);
  if (shareForm(names.forms, x, y)) return NAME.VARIANT;
  return spellingLevel(names, x, y);
}

export function isInitial(names: NameTable, x: number): boolean {
  return (names.texts.starts[x + 1] as number) - (names.texts.starts[x] as number) === 1;
}

/** `b` may be brian, and robert, who is bob to his friends. */
function initialLevel(names: NameTable, x: number, y: number): number {
  return ((names.initials[x] as number) & (names.initials[y] as number)) !== 0 ? NAME.INITIAL : NAME.DIFFERENT;
}

/** Spelt from a script without vowels, a name can only be recognised, never told apart. */
function acrossScripts(names: NameTable, x: number, y: number): number {
  const skeleton = names.skeleton[x] as number;
  return skeleton !== 0 && skeleton === names.skeleton[y] ? NAME.NEAR : NOT_COMPARABLE;
}

function shareForm(forms: Lists, x: number, y: number): boolean {
  const xTo = forms.from[x + 1] as number;
  const yTo = forms.from[y + 1] as number;
  for (let i = forms.from[x] as number; i < xTo; i += 1) {
    for (let j = forms.from[y] as number; j < yTo; j += 1) {
      if (forms.values[i] === forms.values[j]) return true;
    }
  }
  return false;
}

/**
 * How far two spellings are apart. A shared beginning counts for nothing here (Jaro-Winkler alone would count it): `darla` and
 * `darletta` are different people's names, while slips of the fingers leave nearly all letters in place.
 */
function spellingLevel(names: NameTable, x: number, y: number): number {
  const unshared = letterSetDistance(names.texts.masks[x] as number, names.texts.masks[y] as number);
  const shorter = Math.min(lengthOf(names, x), lengthOf(names, y));
  if (shorter < 3) return NAME.DIFFERENT;
  const edits = unshared > 2 * MOST_EDITS ? MOST_EDITS + 1 : editsBetween(names, x, y);
  if (edits <= 1) return areBothNames(names, x, y) ? NAME.LOOSE : NAME.NEAR;
  if (edits === MOST_EDITS) return levelOfTwoEdits(names, x, y, shorter);
  if (soundAlike(names, x, y)) return NAME.LOOSE;
  return shorter >= 4 && unshared <= 1 && isScrambled(names, x, y) ? NAME.LOOSE : NAME.DIFFERENT;
}

function levelOfTwoEdits(names: NameTable, x: number, y: number, shorter: number): number {
  if (soundAlike(names, x, y)) return NAME.NEAR;
  if (shorter >= 5) return isVeryAlike(names, x, y) ? NAME.NEAR : NAME.LOOSE;
  return shorter === 4 && isScrambled(names, x, y) ? NAME.LOOSE : NAME.DIFFERENT;
}

function soundAlike(names: NameTable, x: number, y: number): boolean {
  return names.sound[x] !== 0 && names.sound[x] === names.sound[y];
}

function lengthOf(names: NameTable, x: number): number {
  return (names.texts.starts[x + 1] as number) - (names.texts.starts[x] as number);
}

function editsBetween({ texts: { chars, starts } }: NameTable, x: number, y: number): number {
  return editDistance(
    chars,
    starts[x] as number,
    starts[x + 1] as number,
    chars,
    starts[y] as number,
    starts[y + 1] as number,
    MOST_EDITS,
  );
}

function isVeryAlike({ texts: { chars, starts } }: NameTable, x: number, y: number): boolean {
  return (
    jaroWinkler(
      chars,
      starts[x] as number,
      starts[x + 1] as number,
      chars,
      starts[y] as number,
      starts[y + 1] as number,
    ) >= 0.92
  );
}

/** The same letters but one, in another order. */
function isScrambled({ texts: { chars, starts } }: NameTable, x: number, y: number): boolean {
  return (
    letterDistance(
      chars,
      starts[x] as number,
      starts[x + 1] as number,
      chars,
      starts[y] as number,
      starts[y + 1] as number,
    ) <= 1
  );
}

/** Mark and Mary, Eric and Erica: one letter apart, and each a name of its own. */
function areBothNames(names: NameTable, x: number, y: number): boolean {
  const { from } = names.forms;
  return (from[x] as number) < (from[x + 1] as number) && (from[y] as number) < (from[y + 1] as number);
}
