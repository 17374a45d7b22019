import { closeSync, openSync, writeSync } from 'node:fs';

/** A text file written in large pieces; `encode` turns each piece into the file's encoding (default UTF-8). */
export class TextFile {
  #descriptor: number;
  #pieces: string[] = [];
  #chars = 0;
  #encode: (text: string) => Buffer;

  constructor(path: string, encode: (text: string) => Buffer = (text) => Buffer.from(text, 'utf8')) {
    this.#descriptor = openSync(path, 'w');
    this.#encode = encode;
  }

  write(text: string): void {
    this.#pieces.push(text);
    this.#chars += text.length;
    if (this.#chars > 1_000_000) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    const bytes = this.#encode(this.#pieces.join(''));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    this.#pieces = [];
    this.#chars = 0;
  }
}
