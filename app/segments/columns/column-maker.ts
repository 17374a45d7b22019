import type { Found, ValueType } from '../value-types/value-type.ts';
import { type CodeColumn, type Column, MISSING, type NumberColumn } from './column.ts';

const BACKSLASH = 92;
const MINUS = 45;
const ZERO = 48;
/** Of so many different values a column remembers the bytes. */
const MET = 2048;
/** Values are gathered in arrays of so many. */
const PIECE = 65_536;
/** In an order of rows: a place for which there is no row. */
export const NOBODY = 2 ** 32 - 1;

/** Gathers one field of many rows, out of COPY's bytes: numbers as they are, all else as numbers into a list of what was met. */
export class ColumnMaker {
  private readonly kind: 'number' | 'code';
  private size = 0;
  /** In pieces: one array that grows would be copied again and again, and be up to twice too long for each of twenty fields. */
  private readonly pieces: (Float64Array | Uint32Array)[] = [];
  private readonly codes = new Map<string, number>();
  /** Values met before, by a hash of their bytes: most columns have few different ones, and text is made of each once. */
  private readonly met = new Array<{ bytes: Uint8Array; code: number } | undefined>(MET);

  constructor(kind: 'number' | 'code') {
    this.kind = kind;
  }

  take(bytes: Uint8Array, from: number, to: number): void {
    const place = this.size % PIECE;
    if (place === 0) {
      this.pieces.push(this.kind === 'number' ? new Float64Array(PIECE) : new Uint32Array(PIECE));
    }
    const isNull = to - from === 2 && bytes[from] === BACKSLASH && bytes[from + 1] === 78;
    this.pieces[this.pieces.length - 1]![place] = isNull ? this.missing() : this.valueOf(bytes, from, to);
    this.size += 1;
  }

  /** The numbers as they came; NaN where there was none. */
  numbers(): Float64Array {
    const numbers = new Float64Array(this.size);
    for (let row = 0; row < numbers.length; row++) {
      const number = this.valueAt(row)!;
      numbers[row] = number === MISSING ? Number.NaN : number;
    }
    return numbers;
  }

  private valueAt(row: number): number | undefined {
    return this.pieces[Math.floor(row / PIECE)]?.[row % PIECE];
  }

  /** The column of these rows in this order; NOBODY among them has no value. */
  column(type: ValueType, order: Uint32Array): Column {
    return this.kind === 'number' ? this.numberColumn(order) : this.codeColumn(type, order);
  }

  private numberColumn(order: Uint32Array): NumberColumn {
    const numbers = this.fitsInInteger() ? new Int32Array(order.length) : new Float64Array(order.length);
    for (let place = 0; place < order.length; place++) {
      numbers[place] = this.valueAt(order[place]!) ?? MISSING;
    }
    return { kind: 'numbers', numbers };
  }

  private fitsInInteger(): boolean {
    for (let row = 0; row < this.size; row++) {
      const number = this.valueAt(row)!;
      if (Math.abs(number) > 2 ** 31 - 1 && number !== MISSING) {
        return false;
      }
    }
    return true;
  }

  private codeColumn(type: ValueType, order: Uint32Array): CodeColumn {
    const many = this.codes.size;
    const size = order.length;
    const codes = many < 256 ? new Uint8Array(size) : many < 65_536 ? new Uint16Array(size) : new Uint32Array(size);
    for (let place = 0; place < size; place++) {
      codes[place] = this.valueAt(order[place]!) ?? 0;
    }
    return { kind: 'codes', codes, values: [...this.codes.keys()].map((text) => foundOf(text, type)) };
  }

  private missing(): number {
    return this.kind === 'number' ? MISSING : 0;
  }

  private valueOf(bytes: Uint8Array, from: number, to: number): number {
    if (this.kind === 'number') {
      return wholeNumber(bytes, from, to);
    }
    const place = hashOf(bytes, from, to) % MET;
    const known = this.met[place];
    if (known && isSame(known.bytes, bytes, from, to)) {
      return known.code;
    }
    const text = unescaped(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8'));
    const code = this.codes.get(text) ?? this.codes.size + 1;
    this.codes.set(text, code);
    this.met[place] = { bytes: bytes.slice(from, to), code };
    return code;
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) {
    hash = Math.imul(hash ^ bytes[at]!, 0x01_00_01_93);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === MINUS;
  let number = 0;
  for (let at = negative ? from + 1 : from; at < to; at++) {
    number = number * 10 + bytes[at]! - ZERO;
  }
  return negative ? -number : number;
}

function isSame(last: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (last.length !== to - from) {
    return false;
  }
  for (let index = 0; index < last.length; index++) {
    if (last[index] !== bytes[from + index]) {
      return false;
    }
  }
  return true;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** COPY writes control characters and backslashes with a backslash before them. */
function unescaped(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter) : text;
}

function foundOf(text: string, type: ValueType): Found {
  switch (type.kind) {
    case 'boolean':
      return text === '1';
    case 'decimal':
      return Number(text);
    case 'list':
      return JSON.parse(text) as string[];
    default:
      return text;
  }
}
