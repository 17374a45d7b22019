/** Numbers orders by time, as a shop does: the rank among all instants at which one was placed. 8 bytes an order. */
export class OrderNumbers {
  #instants: Float64Array;
  /** How many orders of one millisecond already have their number; almost always empty. */
  #given = new Map<number, number>();
  #first: number;

  constructor(instants: readonly number[], first: number) {
    this.#instants = Float64Array.from(instants).sort();
    this.#first = first;
  }

  /** To be asked once per order. O(log n). */
  next(at: number): number {
    let low = 0;
    let high = this.#instants.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#instants[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    if (this.#instants[low + 1] !== at) return this.#first + low;
    const given = this.#given.get(at) ?? 0;
    this.#given.set(at, given + 1);
    return this.#first + low + given;
  }
}
