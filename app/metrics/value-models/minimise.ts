/** What a minimisation found: the point, the value there, and how it ended. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  readonly converged: boolean;
  /** Approximate inverse of the second derivatives at the point, row by row: a warm start for a near-by problem. */
  readonly inverseHessian: Float64Array;
}

export interface MinimiseOptions {
  /** Steps at most (default 100). */
  readonly maxIterations?: number;
  /** Stop when a step would gain less than this in the function's value (default 1e-7). */
  readonly tolerance?: number;
  /** From an earlier, similar minimisation (default: identity). */
  readonly inverseHessian?: Float64Array;
}

const GRADIENT_STEP = 1e-5;
const LONGEST_STEP = 2;
const SUFFICIENT_DECREASE = 1e-4;
/** No lower point within this many tolerances of the bottom is the function's rounding, not a failure. */
const ROUNDING = 1_000;

/**
 * Minimises a smooth function of a few variables by BFGS with central-difference gradients and a backtracking line
 * search (Nocedal & Wright, Numerical Optimization, algorithm 6.1). Deterministic. A value that is not a number counts as
 * infinitely bad. The step is held to 2 in every variable because the callers' variables are logarithms.
 */
export function minimise(
  f: (point: Float64Array) => number,
  start: readonly number[],
  options: MinimiseOptions = {},
): Minimum {
  const size = start.length;
  const tolerance = options.tolerance ?? 1e-7;
  const state = createState(f, start, options.inverseHessian ?? identity(size));
  let ending: 'going on' | 'converged' | 'stuck' = 'going on';
  for (let iteration = 0; iteration < (options.maxIterations ?? 100) && ending === 'going on'; iteration++) {
    ending = iterate(state, tolerance);
  }
  const { point, value, evaluations, inverseHessian } = state;
  return { point, value, evaluations, converged: ending === 'converged', inverseHessian };
}

/** One step downhill. Stuck is when not even steepest descent finds a lower point; the first time the Hessian is begun anew. */
function iterate(state: State, tolerance: number): 'going on' | 'converged' | 'stuck' {
  const direction = descentDirection(state);
  const slope = dot(state.gradient, direction);
  if (-slope < tolerance) return 'converged';
  const step = lineSearch(state, direction, slope);
  if (step !== null) {
    advance(state, step);
    return 'going on';
  }
  if (-slope < ROUNDING * tolerance) return 'converged';
  if (state.freshHessian) return 'stuck';
  resetHessian(state);
  return 'going on';
}

interface State {
  readonly measure: (point: Float64Array) => number;
  point: Float64Array;
  value: number;
  gradient: Float64Array;
  inverseHessian: Float64Array;
  freshHessian: boolean;
  evaluations: number;
}

interface Step {
  readonly point: Float64Array;
  readonly value: number;
}

function createState(
  f: (point: Float64Array) => number,
  start: readonly number[],
  inverseHessian: Float64Array,
): State {
  const measure = (at: Float64Array): number => {
    state.evaluations += 1;
    const value = f(at);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const point = Float64Array.from(start);
  const state: State = {
    measure,
    point,
    value: 0,
    gradient: new Float64Array(point.length),
    inverseHessian: inverseHessian.slice(),
    freshHessian: true,
    evaluations: 0,
  };
  state.value = measure(point);
  state.gradient = gradientAt(measure, point);
  return state;
}

function gradientAt(f: (point: Float64Array) => number, point: Float64Array): Float64Array {
  const gradient = new Float64Array(point.length);
  const probe = point.slice();
  for (let i = 0; i < point.length; i++) {
    const centre = point[i]!;
    const step = GRADIENT_STEP * Math.max(1, Math.abs(centre));
    probe[i] = centre + step;
    const above = f(probe);
    probe[i] = centre - step;
    const below = f(probe);
    probe[i] = centre;
    const slope = (above - below) / (2 * step);
    gradient[i] = Number.isFinite(slope) ? slope : 0;
  }
  return gradient;
}

/** Newton-like direction, shortened so that no variable moves by more than LONGEST_STEP; downhill by construction. */
function descentDirection(state: State): Float64Array {
  let direction = multiply(state.inverseHessian, state.gradient, -1);
  if (dot(direction, state.gradient) >= 0) {
    resetHessian(state);
    direction = multiply(state.inverseHessian, state.gradient, -1);
  }
  let longest = 0;
  for (const move of direction) longest = Math.max(longest, Math.abs(move));
  if (longest > LONGEST_STEP) direction = direction.map((move) => (move * LONGEST_STEP) / longest);
  return direction;
}

function lineSearch(state: State, direction: Float64Array, slope: number): Step | null {
  let length = 1;
  for (let attempt = 0; attempt < 30; attempt++) {
    const point = state.point.map((value, i) => value + length * direction[i]!);
    const value = state.measure(point);
    if (value <= state.value + SUFFICIENT_DECREASE * length * slope) return { point, value };
    const parabola = (-slope * length * length) / (2 * (value - state.value - slope * length));
    length = Number.isFinite(parabola) ? Math.min(Math.max(parabola, length / 10), length / 2) : length / 10;
  }
  return null;
}

function advance(state: State, step: Step): void {
  const gradient = gradientAt(state.measure, step.point);
  const moved = step.point.map((value, i) => value - state.point[i]!);
  const turned = gradient.map((value, i) => value - state.gradient[i]!);
  const curvature = dot(moved, turned);
  if (curvature > 1e-12) {
    if (state.freshHessian && isIdentity(state.inverseHessian)) scaleHessian(state, curvature / dot(turned, turned));
    updateHessian(state.inverseHessian, moved, turned, curvature);
    state.freshHessian = false;
  }
  state.point = step.point;
  state.value = step.value;
  state.gradient = gradient;
}

/** H <- (I - s y'/y's) H (I - y s'/y's) + s s'/y's, in place. */
function updateHessian(inverse: Float64Array, moved: Float64Array, turned: Float64Array, curvature: number): void {
  const size = moved.length;
  const product = multiply(inverse, turned, 1);
  const factor = (1 + dot(turned, product) / curvature) / curvature;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const at = i * size + j;
      inverse[at] =
        inverse[at]! + factor * moved[i]! * moved[j]! - (product[i]! * moved[j]! + moved[i]! * product[j]!) / curvature;
    }
  }
}

function resetHessian(state: State): void {
  state.inverseHessian = identity(state.point.length);
  state.freshHessian = true;
}

function scaleHessian(state: State, factor: number): void {
  state.inverseHessian = state.inverseHessian.map((value) => value * factor);
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  return matrix;
}

function isIdentity(matrix: Float64Array): boolean {
  const size = Math.sqrt(matrix.length);
  return matrix.every((value, at) => value === (at % (size + 1) === 0 ? 1 : 0));
}

function multiply(matrix: Float64Array, vector: Float64Array, sign: number): Float64Array {
  const size = vector.length;
  const result = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    result[i] = sign * sum;
  }
  return result;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
