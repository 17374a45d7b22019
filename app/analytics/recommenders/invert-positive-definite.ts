/**
 * Inverts a symmetric positive definite matrix in place (row by row, both triangles are filled in the answer) by Cholesky: A = L L',
 * M = L^-1, A^-1 = M' M. All three steps are dot products of rows, taken four rows by four at a time so that each number loaded is used
 * four times: n³/2 multiplications, about 4 s and 2 n² numbers for n = 2,500. Throws if the matrix is not positive definite.
 */
export function invertPositiveDefinite(matrix: Float64Array, size: number): void {
  factor(matrix, size);
  const inverse = invertTriangle(matrix, size);
  multiplyUp(inverse, matrix, size);
}

const TILE = 4;

/** Lower triangle of `a` becomes L; the upper one is left as it was. */
function factor(a: Float64Array, size: number): void {
  const sums = new Float64Array(TILE * TILE);
  for (let column = 0; column < size; column += TILE) {
    for (let row = column; row < size; row += TILE) {
      dotTile(a, row, a, column, { from: 0, to: column, size }, sums);
      finishFactorTile(a, size, row, column, sums);
    }
  }
}

/** The last few products, which depend on each other. Row by row, the diagonal tile first: later rows need its answers only. */
function finishFactorTile(a: Float64Array, size: number, row: number, column: number, sums: Float64Array): void {
  forTile(size, row, column, (i, j, at) => {
    if (j > i) return;
    let value = a[i * size + j]! - sums[at]!;
    for (let p = column; p < j; p++) value -= a[i * size + p]! * a[j * size + p]!;
    if (i === j && !(value > 0)) throw new Error('The matrix is not positive definite.');
    a[i * size + j] = i === j ? Math.sqrt(value) : value / a[j * size + j]!;
  });
}

/** The transpose of L^-1: row j holds column j of the inverse, from its diagonal on. */
function invertTriangle(l: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const sums = new Float64Array(TILE * TILE);
  for (let column = 0; column < size; column += TILE) {
    for (let row = column; row < size; row += TILE) {
      dotTile(l, row, inverse, column, { from: column, to: row, size }, sums);
      forTile(size, row, column, (i, j, at) => {
        if (j > i) return;
        let value = (i === j ? 1 : 0) - sums[at]!;
        for (let p = row; p < i; p++) value -= l[i * size + p]! * inverse[j * size + p]!;
        inverse[j * size + i] = value / l[i * size + i]!;
      });
    }
  }
  return inverse;
}

/** out = M' M with M' given by its rows, both triangles. */
function multiplyUp(transposed: Float64Array, out: Float64Array, size: number): void {
  const sums = new Float64Array(TILE * TILE);
  for (let column = 0; column < size; column += TILE) {
    for (let row = column; row < size; row += TILE) {
      dotTile(transposed, row, transposed, column, { from: row, to: size, size }, sums);
      forTile(size, row, column, (i, j, at) => {
        out[i * size + j] = sums[at]!;
        out[j * size + i] = sums[at]!;
      });
    }
  }
}

/** The cells of a tile that lie inside the matrix, row by row, with their place in the tile. */
function forTile(size: number, row: number, column: number, visit: (i: number, j: number, at: number) => void): void {
  const lastRow = Math.min(row + TILE, size);
  const lastColumn = Math.min(column + TILE, size);
  for (let i = row; i < lastRow; i++) {
    for (let j = column; j < lastColumn; j++) visit(i, j, (i - row) * TILE + j - column);
  }
}

/**
 * sums[4 i + j] = the dot product of row `left + i` of `a` and row `right + j` of `b` over the columns from … to - 1. Rows past the last
 * one repeat it: their sums are not used.
 */
function dotTile(
  a: Float64Array,
  left: number,
  b: Float64Array,
  right: number,
  range: { readonly from: number; readonly to: number; readonly size: number },
  sums: Float64Array,
): void {
  const { from, to, size } = range;
  const last = size - 1;
  const [a0, a1, a2, a3] = [left, left + 1, left + 2, left + 3].map((row) => Math.min(row, last) * size) as Four;
  const [b0, b1, b2, b3] = [right, right + 1, right + 2, right + 3].map((row) => Math.min(row, last) * size) as Four;
  let [s00, s01, s02, s03] = [0, 0, 0, 0];
  let [s10, s11, s12, s13] = [0, 0, 0, 0];
  let [s20, s21, s22, s23] = [0, 0, 0, 0];
  let [s30, s31, s32, s33] = [0, 0, 0, 0];
  for (let p = from; p < to; p++) {
    const y0 = b[b0 + p]!;
    const y1 = b[b1 + p]!;
    const y2 = b[b2 + p]!;
    const y3 = b[b3 + p]!;
    const x0 = a[a0 + p]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    const x1 = a[a1 + p]!;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    const x2 = a[a2 + p]!;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    const x3 = a[a3 + p]!;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  sums.set([s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33]);
}

type Four = [number, number, number, number];
