/** How well a forecast of counts did against what came. */
export interface ForecastMarks {
  readonly customers: number;
  readonly predicted: number;
  readonly actual: number;
  /** (predicted - actual) / actual; null when nothing came. */
  readonly totalError: number | null;
  readonly rmse: number;
  readonly mae: number;
  /** Pearson's; null when either side has no spread. */
  readonly correlation: number | null;
  /** Chance that a customer who came back was ranked above one who did not; null when all or none did. */
  readonly auc: number | null;
  /** Mean Poisson deviance: the proper mark for a mean of counts, small is good; infinite if a forecast of zero came true as more. */
  readonly deviance: number;
  /** Customers in ten groups by forecast, lowest first: mean forecast and mean outcome. */
  readonly deciles: readonly { readonly customers: number; readonly predicted: number; readonly actual: number }[];
}

/** Marks a forecast. O(n log n). */
export function markForecast(predicted: ArrayLike<number>, actual: ArrayLike<number>): ForecastMarks {
  const size = predicted.length;
  let [sumPredicted, sumActual, squares, absolutes, deviance] = [0, 0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    const [p, y] = [predicted[i]!, actual[i]!];
    sumPredicted += p;
    sumActual += y;
    squares += (p - y) ** 2;
    absolutes += Math.abs(p - y);
    deviance += y > 0 ? 2 * (y * Math.log(y / p) - (y - p)) : 2 * p;
  }
  return {
    customers: size,
    predicted: sumPredicted,
    actual: sumActual,
    totalError: sumActual > 0 ? sumPredicted / sumActual - 1 : null,
    rmse: Math.sqrt(squares / size),
    mae: absolutes / size,
    correlation: correlation(predicted, actual),
    auc: areaUnderCurve(predicted, actual),
    deviance: deviance / size,
    deciles: calibrate(predicted, actual),
  };
}

function correlation(left: ArrayLike<number>, right: ArrayLike<number>): number | null {
  const size = left.length;
  let [meanLeft, meanRight] = [0, 0];
  for (let i = 0; i < size; i++) {
    meanLeft += left[i]! / size;
    meanRight += right[i]! / size;
  }
  let [both, squareLeft, squareRight] = [0, 0, 0];
  for (let i = 0; i < size; i++) {
    both += (left[i]! - meanLeft) * (right[i]! - meanRight);
    squareLeft += (left[i]! - meanLeft) ** 2;
    squareRight += (right[i]! - meanRight) ** 2;
  }
  return squareLeft > 0 && squareRight > 0 ? both / Math.sqrt(squareLeft * squareRight) : null;
}

/** Mann and Whitney's form; ties count half. */
export function areaUnderCurve(score: ArrayLike<number>, outcome: ArrayLike<number>): number | null {
  const order = Array.from(score, (_, i) => i).sort((left, right) => score[left]! - score[right]!);
  let [positives, rankSum] = [0, 0];
  for (let start = 0; start < order.length; ) {
    let end = start;
    let tiedPositives = 0;
    while (end < order.length && score[order[end]!] === score[order[start]!]) {
      if (outcome[order[end]!]! > 0) tiedPositives += 1;
      end += 1;
    }
    rankSum += tiedPositives * ((start + end + 1) / 2);
    positives += tiedPositives;
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function calibrate(predicted: ArrayLike<number>, actual: ArrayLike<number>): ForecastMarks['deciles'] {
  const order = Array.from(predicted, (_, i) => i).sort(
    (left, right) => predicted[left]! - predicted[right]! || left - right,
  );
  return Array.from({ length: 10 }, (_, decile) => {
    const rows = order.slice(Math.floor((decile * order.length) / 10), Math.floor(((decile + 1) * order.length) / 10));
    const mean = (of: ArrayLike<number>): number => rows.reduce((sum, i) => sum + of[i]!, 0) / Math.max(1, rows.length);
    return { customers: rows.length, predicted: mean(predicted), actual: mean(actual) };
  });
}
