/**
 * Rows kept in several orders. An order is built when first asked for and repaired when asked for again after a change;
 * the rows are then nearly sorted, which the engine's merge sort does in linear time.
 */
export class SortedRows<Row extends { id: string }> {
  #all: () => Iterable<Row>;
  #orders = new Map<string, { rows: Row[]; version: number }>();
  #selections = new Map<string, { rows: readonly Row[]; version: number }>();
  #version = 0;

  constructor(all: () => Iterable<Row>) {
    this.#all = all;
  }

  add(row: Row): void {
    this.#version += 1;
    for (const order of this.#orders.values()) order.rows.push(row);
  }

  remove(id: string): void {
    this.#version += 1;
    for (const order of this.#orders.values()) order.rows = order.rows.filter((row) => row.id !== id);
  }

  /** To be called after a row was changed in place. */
  touch(): void {
    this.#version += 1;
  }

  /** Rows in the order named; the caller must not change the array. */
  by(name: string, compare: (left: Row, right: Row) => number): readonly Row[] {
    let order = this.#orders.get(name);
    if (!order) {
      order = { rows: [...this.#all()], version: -1 };
      this.#orders.set(name, order);
    }
    if (order.version !== this.#version) {
      order.rows.sort(compare);
      order.version = this.#version;
    }
    return order.rows;
  }

  /** Rows in the order named that pass; kept until a row changes, so that paging does not filter everything again. */
  select(
    name: string,
    compare: (left: Row, right: Row) => number,
    query: string,
    passes: (row: Row) => boolean,
  ): readonly Row[] {
    const key = `${name} ${query}`;
    const kept = this.#selections.get(key);
    if (kept?.version === this.#version) return kept.rows;
    const rows = this.by(name, compare).filter(passes);
    if (this.#selections.size >= 8) this.#selections.clear();
    this.#selections.set(key, { rows, version: this.#version });
    return rows;
  }
}
