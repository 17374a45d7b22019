import type { ColumnMaker } from './column-maker.ts';

const TAB = 9;
const NEWLINE = 10;

/** Takes the text of COPY apart, chunk by chunk, and hands each field's bytes to its column. */
export class CopyReader {
  private readonly makers: readonly ColumnMaker[];
  private left: Uint8Array = new Uint8Array(0);
  private column = 0;

  constructor(makers: readonly ColumnMaker[]) {
    this.makers = makers;
  }

  read(chunk: Uint8Array): void {
    const bytes = this.left.length === 0 ? chunk : concat(this.left, chunk);
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === TAB || byte === NEWLINE) {
        this.makers[this.column]!.take(bytes, from, at);
        this.column = byte === TAB ? this.column + 1 : 0;
        from = at + 1;
      }
    }
    this.left = bytes.slice(from);
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
