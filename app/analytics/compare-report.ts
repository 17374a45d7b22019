/** A row of a report beside the row that it is set against; null where one of the two has none. */
export interface ComparedRow<Row> {
  readonly now: Row | null;
  readonly before: Row | null;
}

/**
 * Sets the rows of two periods side by side, so that either column still sums to its total: by what they stand for, those of before that have
 * none now last; rows of time by their place, the first day beside the first day.
 */
export function compareRows<Row extends { readonly key: string }>(
  now: readonly Row[],
  before: readonly Row[],
  inTime: boolean,
): ComparedRow<Row>[] {
  if (inTime) {
    return Array.from({ length: Math.max(now.length, before.length) }, (_, at) => ({
      now: now[at] ?? null,
      before: before[at] ?? null,
    }));
  }
  const earlier = new Map(before.map((row) => [row.key, row]));
  const known = new Set(now.map((row) => row.key));
  return [
    ...now.map((row) => ({ now: row, before: earlier.get(row.key) ?? null })),
    ...before.filter((row) => !known.has(row.key)).map((row) => ({ now: null, before: row })),
  ];
}

/** By what share a figure grew: .12; null where there is nothing to compare with. */
export function growth(now: number | null | undefined, before: number | null | undefined): number | null {
  return now == null || before == null || before === 0 ? null : (now - before) / Math.abs(before);
}
