import { addDays, weekdayOf } from './special-days.ts';

/**
 * What is known of one figure over consecutive days. `of` and `among` by day: rows and null for a count; rows with the
 * property and rows for a share; for an amount the sum of logarithms and the rows, with `squares` the sum of their squares.
 */
export type Series = {
  of: Float64Array;
  among: Float64Array | null;
  squares: Float64Array | null;
  /** Days that no baseline may learn from: alarms were raised, or the store was closed. */
  masked: Uint8Array;
};

/** Consecutive days with what makes each special; shared by all series of a shop. */
export type Timeline = {
  days: readonly string[];
  /** 0 = Sunday … 6 = Saturday. */
  weekdays: readonly number[];
  special: readonly (string | undefined)[];
};

/** So many days from the first on, by the special days of a country. */
export function timelineOf(firstDay: string, length: number, special: ReadonlyMap<string, string>): Timeline {
  const days = Array.from({ length }, (_none, nth) => addDays(firstDay, nth));
  return { days, weekdays: days.map(weekdayOf), special: days.map((day) => special.get(day)) };
}

/** What would have been expected, and how far off the figure is, in standard deviations. */
export type Verdict = { z: number; found: number; expected: number; rows: number };

const LEVEL_DAYS = 28;
const WEEKDAY_DAYS = 84;
const SHARE_DAYS = 56;
const YEAR = 364;
/** Ordinary days that a baseline needs at least. */
const ENOUGH_DAYS = 14;
/** Days with rows that a share needs at least: a single import of everything says nothing of the next one. */
const ENOUGH_ARRIVALS = 5;

/**
 * A count over the `span` days up to `at`, against level × weekday × season: the level of the 28 days before, the weekday's
 * share of the 12 weeks before, and how the same weeks rose or fell a year earlier. Never looks at the judged days. Special
 * days are compared with the same one a year before, and left out where there is none. Null: too little is known.
 */
export function judgeCount(series: Series, at: number, span: number, timeline: Timeline): Verdict | null {
  const start = at - span + 1;
  const days = ordinaryDays(series, Math.max(0, start - WEEKDAY_DAYS), start, timeline);
  if (days.length < ENOUGH_DAYS) {
    return null;
  }
  const weekdays = weekdayFactors(series, days, timeline);
  const recent = days.filter((day) => day >= start - LEVEL_DAYS);
  const levels = (recent.length >= 7 ? recent : days)
    .map((day) => bare(series, day, weekdays, timeline))
    .filter(Number.isFinite);
  const level = mean(levels);
  const season = seasonFactor(series, at, timeline, weekdays);
  const noise = overdispersion(series, days.slice(-LEVEL_DAYS * 2), { weekdays, level, timeline });
  let found = 0;
  let expected = 0;
  let extra = 0;
  for (let day = start; day <= at; day++) {
    const special = specialFactor(series, day, timeline, weekdays);
    if (special === null || series.masked[day] === CLOSED) {
      continue;
    }
    found += series.of[day]!;
    expected += level * weekdays[timeline.weekdays[day]!]! * season * special;
    extra += special === 1 ? 0 : 0.1;
  }
  if (expected < 1) {
    return null;
  }
  // Days in a row err together, and the level itself is an estimate: the noise does not shrink with the span.
  const spread = 1 + (noise + extra) * expected + expected / levels.length / Math.max(level, 1);
  return { z: (2 * (root(found) - root(expected))) / Math.sqrt(spread), found, expected, rows: found };
}

/** A share over the `span` days up to `at` against that of the 56 days before. Null: too few rows. */
export function judgeShare(series: Series, at: number, span: number, timeline: Timeline): Verdict | null {
  const among = series.among!;
  const start = at - span + 1;
  const days = ordinaryDays(series, Math.max(0, start - SHARE_DAYS), start, timeline);
  const before = total(among, days);
  const rows = totalSpan(among, start, at);
  if (days.length < ENOUGH_DAYS || before < 40 || rows < 5 || !hasArrivals(among, days)) {
    return null;
  }
  const usual = angle(total(series.of, days), before);
  const errors = days
    .filter((day) => among[day]! > 0)
    .map((day) => (angle(series.of[day]!, among[day]!) - usual) * Math.sqrt(among[day]!));
  const scale = Math.max(1, robustSpread(errors));
  const of = totalSpan(series.of, start, at);
  const spread = scale * Math.sqrt(1 / rows + 1 / before);
  return { z: (angle(of, rows) - usual) / spread, found: of / rows, expected: total(series.of, days) / before, rows };
}

/** The mean of an amount's logarithm over the `span` days up to `at`; found and expected are amounts again. */
export function judgeAmount(series: Series, at: number, span: number, timeline: Timeline): Verdict | null {
  const among = series.among!;
  const start = at - span + 1;
  const days = ordinaryDays(series, Math.max(0, start - SHARE_DAYS), start, timeline);
  const before = total(among, days);
  const rows = totalSpan(among, start, at);
  if (days.length < ENOUGH_DAYS || before < 100 || rows < 5 || !hasArrivals(among, days)) {
    return null;
  }
  const usual = total(series.of, days) / before;
  const variance = Math.max(1e-6, total(series.squares!, days) / before - usual ** 2);
  const means = days.filter((day) => among[day]! > 0).map((day) => series.of[day]! / among[day]! - usual);
  const perDay = before / days.length;
  const between = Math.max(0, robustSpread(means) ** 2 - variance / perDay);
  const found = totalSpan(series.of, start, at) / rows;
  const z = (found - usual) / Math.sqrt(variance / rows + between + variance / before);
  return { z, found: Math.exp(found), expected: Math.exp(usual), rows };
}

function hasArrivals(among: Float64Array, days: readonly number[]): boolean {
  return days.filter((day) => among[day]! > 0).length >= ENOUGH_ARRIVALS;
}

export const CLOSED = 2;

function ordinaryDays(series: Series, from: number, to: number, timeline: Timeline): number[] {
  const days: number[] = [];
  for (let index = from; index < to; index++) {
    if (series.masked[index] === 0 && timeline.special[index] === undefined) {
      days.push(index);
    }
  }
  return days;
}

/** How many rows each weekday has, over how many a day has on average. */
function weekdayFactors(series: Series, days: readonly number[], timeline: Timeline): number[] {
  const sums = [0, 0, 0, 0, 0, 0, 0];
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const day of days) {
    sums[timeline.weekdays[day]!]! += series.of[day]!;
    counts[timeline.weekdays[day]!]! += 1;
  }
  const means = sums.map((sum, weekday) => (counts[weekday] === 0 ? Number.NaN : sum / counts[weekday]!));
  const overall = mean(means.filter(Number.isFinite));
  return means.map((one) => (Number.isFinite(one) && overall > 0 ? one / overall : 1));
}

/** A day's rows without its weekday's influence; NaN on a weekday without any. */
function bare(series: Series, day: number, weekdays: readonly number[], timeline: Timeline): number {
  const factor = weekdays[timeline.weekdays[day]!]!;
  return factor < 0.05 ? Number.NaN : series.of[day]! / factor;
}

/** How the week around this day stood to the four weeks before it, a year earlier; 1 where that is not known. */
function seasonFactor(series: Series, at: number, timeline: Timeline, weekdays: readonly number[]): number {
  const then = at - YEAR;
  if (then < LEVEL_DAYS + 4) {
    return 1;
  }
  const level = (from: number, to: number) =>
    mean(
      ordinaryDays(series, from, to, timeline)
        .map((day) => bare(series, day, weekdays, timeline))
        .filter(Number.isFinite),
    );
  const [around, before] = [level(then - 4, then + 5), level(then - LEVEL_DAYS, then)];
  // With few sales a year earlier, the ratio itself is noise: drawn towards one.
  const known = before * LEVEL_DAYS;
  const ratio = before > 0 && Number.isFinite(around) ? around / before : 1;
  const trusted = known / (known + 60);
  return Math.min(3, Math.max(0.4, 1 + (ratio - 1) * trusted));
}

/** How a special day stood to the days before it when it last came; 1 on other days, null where nobody can tell. */
function specialFactor(series: Series, day: number, timeline: Timeline, weekdays: readonly number[]): number | null {
  const name = timeline.special[day];
  if (name === undefined) {
    return 1;
  }
  for (let then = day - 350; then >= Math.max(LEVEL_DAYS, day - 380); then--) {
    if (timeline.special[then] === name && series.masked[then] === 0) {
      const usual = mean(
        ordinaryDays(series, then - LEVEL_DAYS, then, timeline)
          .map((one) => bare(series, one, weekdays, timeline))
          .filter(Number.isFinite),
      );
      const expected = usual * weekdays[timeline.weekdays[then]!]!;
      return expected >= 20 ? series.of[then]! / expected : null;
    }
  }
  return null;
}

/** Variance of a day's rows beyond that of chance, relative to their square. */
function overdispersion(
  series: Series,
  days: readonly number[],
  { weekdays, level, timeline }: { weekdays: readonly number[]; level: number; timeline: Timeline },
): number {
  const errors = days
    .map((day) => ({ found: series.of[day]!, expected: level * weekdays[timeline.weekdays[day]!]! }))
    .filter(({ expected }) => expected >= 1)
    .map(({ found, expected }) => 2 * (root(found) - root(expected)));
  const chance = 1;
  return Math.max(0.01, (robustSpread(errors) ** 2 - chance) / Math.max(1, level));
}

const root = (value: number) => Math.sqrt(Math.max(0, value) + 0.375);

/** The arcsine of a share: its spread hardly depends on the share. */
function angle(of: number, among: number): number {
  return 2 * Math.asin(Math.sqrt(Math.min(1, (of + 0.375) / (among + 0.75))));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation by the median absolute deviation from zero: outliers do not widen it. */
function robustSpread(errors: readonly number[]): number {
  const sorted = errors.map(Math.abs).sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : 1.4826 * sorted[Math.floor(sorted.length / 2)]!;
}

function total(values: Float64Array, days: readonly number[]): number {
  return days.reduce((sum, day) => sum + values[day]!, 0);
}

function totalSpan(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let index = Math.max(0, from); index <= to; index++) {
    sum += values[index]!;
  }
  return sum;
}
