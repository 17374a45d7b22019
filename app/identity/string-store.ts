import { hashText } from './hash.ts';

/**
 * Distinct texts as typed arrays: valid ids are 1..size, 0 means "no value". Plain data, so that threads can share it.
 * A million records hold tens of millions of values: as string objects they would cost gigabytes.
 */
export type TextTable = {
  size: number;
  /** The code units of text `id` are `chars[starts[id]]` up to, not including, `chars[starts[id + 1]]`. */
  starts: Int32Array;
  chars: Uint16Array;
  /** Stable over runs, machines and tables: blocking keys and frequency tables are built on them. */
  hashes: Float64Array;
  /** Which letters and digits the text has, as a bit set: tells most unlike texts apart before their letters are looked at. */
  masks: Int32Array;
};

/**
 * Grows a `TextTable`: equal texts get equal ids, in order of arrival. Texts are told apart by their 53-bit hash alone: among ten
 * million distinct values two share one with probability 1 in 180.
 */
export class StringStore {
  readonly table: TextTable;
  #slots: Int32Array;

  constructor(expected = 16) {
    // All of one length, so that they are full, and grow, together.
    this.table = {
      size: 0,
      starts: new Int32Array(expected + 2),
      hashes: new Float64Array(expected + 2),
      chars: new Uint16Array(expected * 8),
      masks: new Int32Array(expected + 2),
    };
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, expected * 2 + 2))));
  }

  /** Id of the text; the empty text has id 0. Amortised O(length). */
  intern(text: string): number {
    if (text.length === 0) return 0;
    const hash = hashText(text);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id === 0) break;
      if (this.table.hashes[id] === hash) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.#append(text, hash);
    this.#slots[slot] = id;
    if (this.table.size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #append(text: string, hash: number): number {
    const table = this.table;
    table.size += 1;
    const id = table.size;
    if (id + 1 >= table.starts.length) {
      table.starts = grown(table.starts, new Int32Array(table.starts.length * 2));
      table.hashes = grown(table.hashes, new Float64Array(table.hashes.length * 2));
      table.masks = grown(table.masks, new Int32Array(table.masks.length * 2));
    }
    const start = table.starts[id] as number;
    const end = start + text.length;
    if (end > table.chars.length) {
      table.chars = grown(table.chars, new Uint16Array(Math.max(end, table.chars.length * 2)));
    }
    let mask = 0;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      table.chars[start + i] = unit;
      mask |= 1 << (unit >= 97 && unit <= 122 ? unit - 97 : 26 + (unit % 6));
    }
    table.masks[id] = mask;
    table.starts[id + 1] = end;
    table.hashes[id] = hash;
    return id;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id <= this.table.size; id += 1) {
      let slot = (this.table.hashes[id] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

function grown<T extends Int32Array | Float64Array | Uint16Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
