import { inverse, Matrix } from 'ml-matrix';

const STEP = 0.01;

/**
 * Covariance of the estimates: the inverse of the matrix of second derivatives of minus the log-likelihood at its minimum,
 * row by row. Null where the surface is flat or not a bowl, that is, where the data do not hold the parameters in place.
 */
export function covarianceAt(
  negativeLogLikelihood: (point: Float64Array) => number,
  point: Float64Array,
): number[] | null {
  const curvature = secondDerivatives(negativeLogLikelihood, point);
  if (curvature.some((value) => !Number.isFinite(value))) return null;
  const size = point.length;
  try {
    const matrix = inverse(Matrix.from1DArray(size, size, curvature)).to1DArray();
    const isBowl = Array.from({ length: size }, (_, i) => matrix[i * size + i]!).every(
      (v) => v > 0 && Number.isFinite(v),
    );
    return isBowl ? matrix : null;
  } catch {
    return null; // singular: flat in some direction
  }
}

function secondDerivatives(f: (point: Float64Array) => number, point: Float64Array): number[] {
  const size = point.length;
  const centre = f(point);
  const at = (i: number, di: number, j: number, dj: number): number => {
    const moved = point.slice();
    moved[i] = moved[i]! + di * STEP;
    moved[j] = moved[j]! + dj * STEP;
    return f(moved);
  };
  const result = new Array<number>(size * size).fill(0);
  for (let i = 0; i < size; i++) {
    result[i * size + i] = (at(i, 1, i, 0) - 2 * centre + at(i, -1, i, 0)) / STEP ** 2;
    for (let j = 0; j < i; j++) {
      const mixed = (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * STEP ** 2);
      result[i * size + j] = mixed;
      result[j * size + i] = mixed;
    }
  }
  return result;
}
