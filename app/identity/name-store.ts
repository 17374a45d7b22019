import { phoneticKey } from '#app/normalise/phonetic.ts';
import { fullForms, initialsOf } from './given-name-forms.ts';
import { hashText } from './hash.ts';
import { type Lists, ListsBuilder } from './int-list.ts';
import { consonantSkeleton } from './romanise.ts';
import { StringStore, type TextTable } from './string-store.ts';

/** Name tokens with what comparing them needs, computed once for each distinct token. */
export type NameTable = {
  texts: TextTable;
  /** Hash of the phonetic key; 0 for initials and what cannot be sounded out. */
  sound: Float64Array;
  /** Hash of the consonants, for names spelt from other scripts. */
  skeleton: Float64Array;
  /** 1 = spelt from a script without vowels: see `romanise`. */
  approximate: Uint8Array;
  /** Hashes of the full forms that the token may stand for (`bob` → robert), as 32-bit integers; none = no given name we know. */
  forms: Lists;
  /** Hashes of how the token's full forms sound, else of how it sounds itself, as 32-bit integers: what blocking keys are made of. */
  keySounds: Lists;
  /** Bit set of the letters that the token and the names it goes by begin with (`robert`: r, b). */
  initials: Int32Array;
};

/** Marks a token whose Latin spelling is approximate, so that it never equals one that is not. */
export const APPROXIMATE_MARK = '~';

export class NameStore {
  readonly #store: StringStore;
  readonly #sounds: number[] = [0];
  readonly #skeletons: number[] = [0];
  readonly #approximate: number[] = [0];
  readonly #forms = new ListsBuilder();
  readonly #initials: number[] = [0];
  readonly #keySounds = new ListsBuilder();

  constructor(expected: number) {
    this.#store = new StringStore(expected);
    this.#forms.endRow();
    this.#keySounds.endRow();
  }

  intern(token: string): number {
    const id = this.#store.intern(token);
    if (id === this.#sounds.length) this.#addFeatures(token);
    return id;
  }

  #addFeatures(token: string): void {
    const approximate = token.startsWith(APPROXIMATE_MARK);
    const letters = approximate ? token.slice(1) : token;
    const skeleton = consonantSkeleton(letters);
    const key = letters.length > 1 && !approximate ? phoneticKey(letters) : '';
    this.#sounds.push(key === '' ? 0 : hashText(key));
    this.#skeletons.push(skeleton === '' ? 0 : hashText(skeleton));
    this.#approximate.push(approximate ? 1 : 0);
    const forms = fullForms(letters);
    for (const form of forms) this.#forms.push(hashText(form) | 0);
    this.#forms.endRow();
    for (const sound of soundsOf(letters, forms, approximate ? skeleton : key))
      this.#keySounds.push(hashText(sound) | 0);
    this.#keySounds.endRow();
    this.#initials.push(initialsOf(letters));
  }

  build(): NameTable {
    return {
      texts: this.#store.table,
      sound: Float64Array.from(this.#sounds),
      skeleton: Float64Array.from(this.#skeletons),
      approximate: Uint8Array.from(this.#approximate),
      forms: this.#forms.build(),
      keySounds: this.#keySounds.build(),
      initials: Int32Array.from(this.#initials),
    };
  }
}

/** A pet name is looked for as its full forms sound, so that `bob` and a mistyped `robertt` meet. Initials sound like nothing. */
function soundsOf(letters: string, forms: readonly string[], own: string): string[] {
  if (letters.length < 2 || own === '') return [];
  return forms.length === 0 ? [own] : [...new Set(forms.slice(0, MOST_FORMS).map((form) => phoneticKey(form)))];
}

/** `alex` stands for many names: the likeliest two are enough to find them by. */
const MOST_FORMS = 2;
