/** A growing list of 32-bit integers. */
export class IntList {
  values: Int32Array;
  length = 0;

  constructor(expected = 16) {
    this.values = new Int32Array(Math.max(16, expected));
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  /** The values so far, without spare room. */
  trimmed(): Int32Array {
    return this.values.slice(0, this.length);
  }
}

/** A list per row, stored end to end: the list of row `r` is `values[from[r]]` up to, not including, `values[from[r + 1]]`. */
export type Lists = { from: Int32Array; values: Int32Array };

/** Builds `Lists` row by row: `push` the values of a row, then `endRow`. */
export class ListsBuilder {
  readonly #from: IntList;
  readonly #values: IntList;

  constructor(expectedRows = 16) {
    this.#from = new IntList(expectedRows + 1);
    this.#values = new IntList(expectedRows);
    this.#from.push(0);
  }

  push(value: number): void {
    this.#values.push(value);
  }

  endRow(): void {
    this.#from.push(this.#values.length);
  }

  build(): Lists {
    return { from: this.#from.trimmed(), values: this.#values.trimmed() };
  }
}

/** A growing list of numbers beyond 32 bits. */
export class DoubleList {
  values: Float64Array;
  length = 0;

  constructor(expected = 8) {
    this.values = new Float64Array(Math.max(8, expected));
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  /** The values so far, without spare room. */
  trimmed(): Float64Array {
    return this.values.slice(0, this.length);
  }
}
