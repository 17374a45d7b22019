import type { PurchaseLog } from '../purchase-log.ts';

/** Every n-th customer of a log, about `limit` of them; the log itself when it is no larger. */
export function sampleLog(log: PurchaseLog, limit: number): PurchaseLog {
  const step = Math.ceil(log.customers / limit);
  if (step <= 1) return log;
  const kept = Array.from({ length: Math.floor(log.customers / step) }, (_, i) => i * step);
  const start = new Int32Array(kept.length + 1);
  kept.forEach((customer, row) => {
    start[row + 1] = start[row]! + log.start[customer + 1]! - log.start[customer]!;
  });
  const day = new Int32Array(start[kept.length]!);
  const amount = new Float64Array(start[kept.length]!);
  kept.forEach((customer, row) => {
    day.set(log.day.subarray(log.start[customer]!, log.start[customer + 1]!), start[row]!);
    amount.set(log.amount.subarray(log.start[customer]!, log.start[customer + 1]!), start[row]!);
  });
  return { customers: kept.length, start, day, amount };
}
