/** ln gamma(start + n) - ln gamma(start) for n = 0 … last, by adding logarithms: exact differences, no cancellation. */
export function risingFactorialLogs(start: number, last: number): Float64Array {
  const logs = new Float64Array(last + 1);
  for (let n = 1; n <= last; n++) logs[n] = logs[n - 1]! + Math.log(start + n - 1);
  return logs;
}
