/**
 * The assignment of columns to fields with the greatest sum of scores, each row and each column of the matrix used at most once.
 * `scores[row][column]` ≥ 0; 0 = not allowed. Returns for each row its column, or -1. Hungarian method with potentials (Jonker and
 * Volgenant's form), O(rows² × columns).
 */
export function assignBest(scores: readonly (readonly number[])[]): number[] {
  const rows = scores.length;
  const columns = Math.max(scores[0]?.length ?? 0, rows);
  const state: State = {
    rowPotential: new Float64Array(rows + 1),
    columnPotential: new Float64Array(columns + 1),
    rowOfColumn: new Int32Array(columns + 1),
  };
  for (let row = 1; row <= rows; row += 1) augment(scores, row, columns, state);
  return readAssignment(scores, columns, state);
}

type State = { rowPotential: Float64Array; columnPotential: Float64Array; rowOfColumn: Int32Array };

/** Finds the cheapest way to give one more row a column, moving earlier rows where that pays. Column 0 is the way in. */
function augment(scores: readonly (readonly number[])[], row: number, columns: number, state: State): void {
  const search: Search = {
    slack: new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY),
    cameFrom: new Int32Array(columns + 1),
    used: new Uint8Array(columns + 1),
  };
  state.rowOfColumn[0] = row;
  let at = 0;
  do {
    search.used[at] = 1;
    const current = state.rowOfColumn[at] ?? 0;
    relax(scores[current - 1] ?? [], current, at, search, state);
    const next = cheapest(search.slack, search.used);
    shiftPotentials(search.slack[next] ?? 0, search, state);
    at = next;
  } while (state.rowOfColumn[at] !== 0);
  turnOver(at, search.cameFrom, state.rowOfColumn);
}

function shiftPotentials(delta: number, { slack, used }: Search, state: State): void {
  const { rowPotential, columnPotential, rowOfColumn } = state;
  for (let column = 0; column < slack.length; column += 1) {
    if (used[column]) {
      const owner = rowOfColumn[column] ?? 0;
      rowPotential[owner] = (rowPotential[owner] ?? 0) + delta;
      columnPotential[column] = (columnPotential[column] ?? 0) - delta;
    } else {
      slack[column] = (slack[column] ?? 0) - delta;
    }
  }
}

/** Walks the way found back, each column taking the row of the one before. */
function turnOver(end: number, cameFrom: Int32Array, rowOfColumn: Int32Array): void {
  let at = end;
  while (at !== 0) {
    const previous = cameFrom[at] ?? 0;
    rowOfColumn[at] = rowOfColumn[previous] ?? 0;
    at = previous;
  }
}

type Search = { slack: Float64Array; cameFrom: Int32Array; used: Uint8Array };

function relax(scores: readonly number[], row: number, from: number, search: Search, state: State): void {
  const { slack, cameFrom, used } = search;
  for (let column = 1; column < slack.length; column += 1) {
    if (used[column]) continue;
    const cost = -(scores[column - 1] ?? 0);
    const reduced = cost - (state.rowPotential[row] ?? 0) - (state.columnPotential[column] ?? 0);
    if (reduced < (slack[column] ?? 0)) {
      slack[column] = reduced;
      cameFrom[column] = from;
    }
  }
}

function cheapest(slack: Float64Array, used: Uint8Array): number {
  let best = -1;
  for (let column = 1; column < slack.length; column += 1) {
    if (!used[column] && (best < 0 || (slack[column] ?? 0) < (slack[best] ?? 0))) best = column;
  }
  return best;
}

function readAssignment(scores: readonly (readonly number[])[], columns: number, state: State): number[] {
  const assignment = scores.map(() => -1);
  for (let column = 1; column <= columns; column += 1) {
    const row = (state.rowOfColumn[column] ?? 0) - 1;
    if (row >= 0 && (scores[row]?.[column - 1] ?? 0) > 0) assignment[row] = column - 1;
  }
  return assignment;
}
