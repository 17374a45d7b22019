import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

type Entry = { order: string; text: string };

const unit = '\u001f';
const record = '\u001e';

/**
 * Puts any number of texts in order with little memory: a bucket sort on disk. Texts wait in memory up to `holdChars`,
 * then go to one file per bucket; at the end each bucket is sorted by itself.
 * The first `prefix` characters of a text's `order` name its bucket. Orders must differ; 0x1e and 0x1f may not occur.
 */
export class SortedParts {
  #directory: string;
  #prefix: number;
  #holdChars: number;
  #held = new Map<string, Entry[]>();
  #heldChars = 0;
  #spilt = new Set<string>();

  constructor(directory: string, prefix: number, holdChars = 16_000_000) {
    this.#directory = directory;
    this.#prefix = prefix;
    this.#holdChars = holdChars;
  }

  add(order: string, text: string): void {
    const bucket = order.slice(0, this.#prefix);
    const list = this.#held.get(bucket);
    if (list) list.push({ order, text });
    else this.#held.set(bucket, [{ order, text }]);
    this.#heldChars += order.length + text.length;
    if (this.#heldChars > this.#holdChars) this.#spill();
  }

  /** All texts in order; can be read once, and leaves no file behind. */
  *drain(): Generator<string> {
    const buckets = [...new Set([...this.#held.keys(), ...this.#spilt])].sort();
    for (const bucket of buckets) {
      const entries = this.#held.get(bucket) ?? [];
      this.#held.delete(bucket);
      if (this.#spilt.has(bucket)) for (const entry of this.#takeBack(bucket)) entries.push(entry);
      entries.sort((a, b) => (a.order < b.order ? -1 : 1));
      for (const entry of entries) yield entry.text;
    }
  }

  #spill(): void {
    mkdirSync(this.#directory, { recursive: true });
    for (const [bucket, entries] of this.#held) {
      const text = entries.map((entry) => entry.order + unit + entry.text + record).join('');
      appendFileSync(this.#file(bucket), text);
      this.#spilt.add(bucket);
    }
    this.#held.clear();
    this.#heldChars = 0;
  }

  *#takeBack(bucket: string): Generator<Entry> {
    const file = this.#file(bucket);
    const text = readFileSync(file, 'utf8');
    for (let at = 0; at < text.length; ) {
      const middle = text.indexOf(unit, at);
      const end = text.indexOf(record, middle);
      yield { order: text.slice(at, middle), text: text.slice(middle + 1, end) };
      at = end + 1;
    }
    rmSync(file);
  }

  #file(bucket: string): string {
    return join(this.#directory, `${bucket}.part`);
  }
}
