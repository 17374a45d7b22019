/**
 * Remembers, for up to many millions of ids, a fingerprint of what was last said of each: 12 bytes a slot instead of the 100 and more of
 * a Map of texts. Ids are told apart by 53 bits: among ten million, the chance of one false meeting is about 1 in 180.
 */
export class SeenContent {
  #keys = new Float64Array(1 << 12);
  #values = new Uint32Array(1 << 12);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The fingerprint last stored for the id, or undefined. */
  get(id: string): number | undefined {
    const key = hash53(id);
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? this.#values[slot] : undefined;
  }

  set(id: string, fingerprint: number): void {
    if (this.#size * 2 >= this.#keys.length) this.#grow();
    this.#put(hash53(id), fingerprint >>> 0);
  }

  #put(key: number, value: number): void {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] !== key) this.#size += 1;
    this.#keys[slot] = key;
    this.#values[slot] = value;
  }

  /** The slot that holds the key, or the free one where it belongs; 0 marks a free slot. */
  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (key % 4294967291) & mask;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Float64Array(keys.length * 2);
    this.#values = new Uint32Array(keys.length * 2);
    this.#size = 0;
    for (let slot = 0; slot < keys.length; slot += 1) {
      const key = keys[slot] ?? 0;
      if (key !== 0) this.#put(key, values[slot] ?? 0);
    }
  }
}

/** cyrb53 (bryc, public domain): 53 bits, fast on short texts, no cryptography. Never 0. */
export function hash53(text: string): number {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0) || 1;
}

/** A name for what cells say, short and the same every time. */
export function contentKey(cells: readonly string[]): string {
  return `row:${hash53(cells.join('\u001f')).toString(36)}`;
}

/**
 * Ids for rows of sources that give none: what the row says decides, so the same file read twice names the same records; rows that say
 * exactly the same are numbered.
 */
export class ContentIds {
  readonly #times = new SeenContent();

  idOf(rows: readonly (readonly string[])[]): string {
    const base = contentKey(rows.flat());
    const times = (this.#times.get(base) ?? 0) + 1;
    this.#times.set(base, times);
    return times === 1 ? base : `${base}#${times}`;
  }
}
