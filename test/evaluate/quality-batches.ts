import { groupAlarms } from '#app/quality/group-alarms.ts';
import { judgeSoFar, type Watched } from '#app/quality/judge-day.ts';
import { createRandom, type Random } from './quality-random.ts';
import { TIMELINE } from './quality-year.ts';

/** Looks at a day that is not over: every two hours, the last one when the day is whole. */
export const LOOKS = 12;
/** How much a property is commoner at one hour than at another. */
const TILT = 0.3;

/**
 * Cause → the look (1 to 12) at which it first shows, when a day is judged batch by batch against the days before. A day's rows come by
 * the hour as shops sell, and each property has its hours.
 */
export function judgeBatches(watched: readonly Watched[], day: number, seed: number): Map<string, number> {
  const random = createRandom(seed * 10_007 + day);
  const parts = watched
    .filter(({ figure }) => figure.kind !== 'count')
    .map((one) => ({ one, ...split(one, day, random) }));
  const whole = parts.map(
    ({ one: { series } }) => [series.of[day]!, series.among![day]!, series.squares?.[day]] as const,
  );
  const shown = new Map<string, number>();
  for (let look = 1; look <= LOOKS; look++) {
    for (const { one, of, among } of parts) {
      one.series.of[day] = of[look - 1]!;
      one.series.among![day] = among[look - 1]!;
    }
    for (const { key } of groupAlarms(judgeSoFar(watched, day, TIMELINE))) {
      shown.set(key, shown.get(key) ?? look);
    }
  }
  parts.forEach(({ one: { series } }, nth) => {
    [series.of[day], series.among![day]] = whole[nth]!;
  });
  return shown;
}

/** A day's counts up to each look. */
function split({ series, figure }: Watched, day: number, random: Random): { of: number[]; among: number[] } {
  const rows = series.among![day]!;
  const phase = 6.28 * random.uniform();
  const pace = Array.from({ length: LOOKS }, (_none, nth) => 0.2 + Math.sin((Math.PI * (nth + 0.5)) / LOOKS));
  const tilted = pace.map((one, nth) => one * (1 + TILT * Math.sin(phase + (6.28 * nth) / LOOKS)));
  if (figure.kind === 'amount') {
    const among = spread(rows, pace, random);
    const mean = series.of[day]! / Math.max(1, rows);
    return {
      among,
      of: among.map((n) => n * (mean + ((0.75 * random.normal()) / Math.sqrt(Math.max(1, n))) * (n < rows ? 1 : 0))),
    };
  }
  const having = spread(series.of[day]!, tilted, random);
  const others = spread(rows - series.of[day]!, pace, random);
  return { of: having, among: having.map((n, nth) => n + others[nth]!) };
}

/** So many rows over the day by these weights, added up. */
function spread(rows: number, weights: readonly number[], random: Random): number[] {
  const total = weights.reduce((sum, one) => sum + one, 0);
  let left = rows;
  let weight = total;
  let sum = 0;
  return weights.map((one, nth) => {
    const here = nth === weights.length - 1 ? left : random.binomial(left, Math.min(1, one / weight));
    left -= here;
    weight -= one;
    sum += here;
    return sum;
  });
}
