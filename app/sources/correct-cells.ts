/** Refused rows by their numbers in the file, or all that were refused for the same. */
export type Chosen = { rows: readonly number[] } | { alike: { code: string; column: string } };

/** What is done to the same column of several refused rows; `retry` = nothing: they are tried again as they stand. */
export type Change =
  | { how: 'set'; column: string; value: string }
  | { how: 'replace'; column: string; from: string; to: string }
  | { how: 'retry' };

/**
 * A row's cells with one column set, or with a text in it replaced wherever it stands (as typed, capitals and all). Null if the change
 * does not touch the row: the column is not of this file, or the text is not in it.
 */
export function correctCells(cells: readonly string[], columns: readonly string[], change: Change): string[] | null {
  if (change.how === 'retry') {
    return [...cells];
  }
  const at = columns.indexOf(change.column);
  const before = cells[at] ?? '';
  const after = change.how === 'set' ? change.value : replaced(before, change.from, change.to);
  if (at < 0 || (change.how === 'replace' && after === before)) {
    return null;
  }
  const longer = Math.max(cells.length, at + 1);
  return Array.from({ length: longer }, (_cell, nth) => (nth === at ? after : (cells[nth] ?? '')));
}

function replaced(text: string, from: string, to: string): string {
  return from === '' ? text : text.replaceAll(from, () => to);
}
