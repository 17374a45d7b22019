import { CLOSED, judgeAmount, judgeCount, judgeShare, type Series, type Timeline, type Verdict } from './baseline.ts';
import type { Family, Figure } from './figures.ts';
import { addDays } from './special-days.ts';

/** Whose figure it is: a source, or one of its stores. */
export type Scope = { sourceId: number; storeId: number | null };

/** A figure under watch. `value`: the value whose share it is, of figures that watch the most frequent value of a field. */
export type Watched = { scope: Scope; figure: Figure; series: Series; value?: string };

/** A figure that cannot be explained by chance, weekday, season or holiday. */
export type Alarm = Verdict & {
  scope: Scope;
  figure: string;
  family: Family;
  value: string | null;
  /** Last of the days judged together, and how many they are. */
  day: string;
  span: number;
};

/** Standard deviations from which on a figure is an alarm, one source or one of many stores. */
const SURE = 5;
const SURE_OF_A_STORE = 5.5;
/** A fault of a day shows at once; a small one only over several days. */
const SPANS = [1, 3, 7] as const;
/** An alarm that stands for so many days is how things are now: the baseline learns it. */
const NEW_NORMAL_DAYS = 28;

/**
 * Judges all figures on one day, each over one, three and seven days up to it, and reports each at most once. Baselines
 * exclude the judged days and those of earlier alarms. Marks the days of its alarms in the series, so that the days after
 * are not compared with them. O(figures × 100 days).
 */
export function judgeDay(watched: readonly Watched[], at: number, timeline: Timeline): Alarm[] {
  const alarms: Alarm[] = [];
  for (const one of watched) {
    const alarm = judgeFigure(one, at, timeline);
    if (alarm) {
      alarms.push(alarm);
      maskDays(one.series, at - alarm.span + 1, at);
    }
  }
  return alarms;
}

function judgeFigure({ scope, figure, series, value }: Watched, at: number, timeline: Timeline): Alarm | null {
  if (series.masked[at] === CLOSED) {
    return null;
  }
  for (const span of SPANS) {
    const verdict = at - span + 1 < 0 ? null : JUDGES[figure.kind](series, at, span, timeline);
    if (
      verdict &&
      isAlarm(verdict, figure, scope) &&
      (span === 1 || isStillSo(figure, series, { at, timeline, z: verdict.z }))
    ) {
      const day = timeline.days[at]!;
      return { ...verdict, scope, figure: figure.key, family: figure.family, value: value ?? null, day, span };
    }
  }
  return null;
}

/** Whether the day itself is off the same way: days that are over do not raise the same alarm again. */
function isStillSo(
  { kind }: Figure,
  series: Series,
  { at, timeline, z }: { at: number; timeline: Timeline; z: number },
): boolean {
  const day = JUDGES[kind](series, at, 1, timeline);
  return day === null || Math.sign(day.z) * Math.sign(z) * Math.abs(day.z) >= STILL_OFF;
}

const STILL_OFF = 1;

const JUDGES = { count: judgeCount, share: judgeShare, amount: judgeAmount } as const;

function isAlarm({ z, found, expected }: Verdict, { kind, least, bothWays }: Figure, { storeId }: Scope): boolean {
  if (Math.abs(z) < (storeId === null ? SURE : SURE_OF_A_STORE) || (z < 0 && !bothWays)) {
    return false;
  }
  if (kind === 'share') {
    return Math.abs(found - expected) >= least;
  }
  const ratio = (found + 0.5) / (expected + 0.5);
  return Math.max(ratio, 1 / ratio) >= least;
}

/** Marks days as alarmed; a fault that stands for long is how things are now. */
export function maskDays({ masked }: Series, from: number, to: number): void {
  for (let day = Math.max(0, from); day <= to; day++) {
    masked[day] ||= 1;
  }
  const standing = masked.subarray(Math.max(0, to - NEW_NORMAL_DAYS + 1), to + 1);
  if (standing.length === NEW_NORMAL_DAYS && standing.every((mask) => mask === 1)) {
    standing.fill(0);
  }
}

/** Rows of a day that is not over from which on a share of them says something. */
const ENOUGH_SO_FAR = 20;
/** How much surer than at night: a day is looked at many times before it is whole, and mornings differ from evenings. */
const SURER = 1.3;

/**
 * Judges shares and amounts of a day that is not over, against whole days: what a batch has brought shows at once. Numbers of rows
 * wait for the night. Marks nothing: each look stands for itself. O(figures × 60 days).
 */
export function judgeSoFar(watched: readonly Watched[], at: number, timeline: Timeline): Alarm[] {
  return watched.flatMap(({ scope, figure, series, value }) => {
    if (figure.kind === 'count' || series.masked[at] === CLOSED || (series.among?.[at] ?? 0) < ENOUGH_SO_FAR) {
      return [];
    }
    const verdict = JUDGES[figure.kind](series, at, 1, timeline);
    return verdict && isAlarm({ ...verdict, z: verdict.z / SURER }, figure, scope)
      ? [
          {
            ...verdict,
            scope,
            figure: figure.key,
            family: figure.family,
            value: value ?? null,
            day: timeline.days[at]!,
            span: 1,
          },
        ]
      : [];
  });
}

/**
 * Whether a source is silent for longer than it usually is. `arrivals`: days on which it brought something, ascending;
 * holidays and Sundays do not count as waiting. Null while nothing is wrong or too little is known. O(arrivals).
 */
export function judgeSilence(
  arrivals: readonly string[],
  today: string,
  rhythmDays: number | null,
  special: ReadonlyMap<string, string>,
): { waited: number; usual: number; state: 'late' | 'silent' } | null {
  const last = arrivals.at(-1);
  const gaps = arrivals
    .slice(-13)
    .map((day, nth, all) => (nth === 0 ? 0 : daysBetween(all[nth - 1]!, day)))
    .slice(1);
  const sorted = gaps.toSorted((a, b) => a - b);
  const usual = rhythmDays ?? (sorted.length < 4 ? null : sorted[Math.floor(sorted.length / 2)]!);
  if (last === undefined || usual === null) {
    return null;
  }
  let waited = daysBetween(last, today);
  for (let day = addDays(last, 1); day < today; day = addDays(day, 1)) {
    waited -= special.has(day) ? 1 : 0;
  }
  // A source that comes now after three days and now after nine is given its longest gap but one.
  const slack = Math.max(1.5, usual * 0.25, (sorted.at(-2) ?? usual) - usual);
  return waited <= usual + slack ? null : { waited, usual, state: waited > 2 * usual + slack ? 'silent' : 'late' };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
