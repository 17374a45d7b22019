import type { BuyingHistories } from '../value-model-types.ts';
import { cumulativeAt } from './count-outlook.ts';
import type { Forecaster } from './forecaster.ts';

/**
 * Share of customers whose number of orders fell between the 10 % and the 90 % point of their own forecast distribution. A count is a
 * step, so the one that straddles a point counts with the part of its probability inside (the non-randomised transform of Czado,
 * Gneiting & Held, Biometrics 65, 2009); without that a range that most often is "none" would always look too wide.
 */
export function countCoverage(
  forecaster: Forecaster,
  histories: BuyingHistories,
  spanDays: number,
  actual: ArrayLike<number>,
): number {
  let inside = 0;
  for (let i = 0; i < actual.length; i++) {
    const alive = forecaster.alive(histories.repeats[i]!, histories.recencyDays[i]!, histories.ageDays[i]!);
    const outlook = forecaster.outlookIfAlive(histories.repeats[i]!, histories.ageDays[i]!, spanDays);
    const below = cumulativeAt(outlook, alive, actual[i]! - 1);
    const upTo = cumulativeAt(outlook, alive, actual[i]!);
    if (upTo - below > 1e-12) inside += Math.max(0, Math.min(upTo, 0.9) - Math.max(below, 0.1)) / (upTo - below);
  }
  return inside / actual.length;
}
