import type { Timeline } from './baseline.ts';
import type { Cause } from './group-alarms.ts';
import { groupAlarms } from './group-alarms.ts';
import { type Alarm, judgeDay, maskDays, type Watched } from './judge-day.ts';
import { addDays } from './special-days.ts';

/** A cause that shows again within so many days is the same incident. */
export const SAME_INCIDENT_DAYS = 3;

export type DayCauses = { day: string; causes: Cause[] };

/** An alarm that stands from before: its days teach no baseline. */
export type Standing = Pick<Alarm, 'scope' | 'figure' | 'value' | 'day' | 'span'>;

type Window = {
  /** First day that is judged; the days before keep their alarms. */
  since: string;
  /** By source: the last day that is whole, and so can be judged. */
  ends: ReadonlyMap<number, string>;
  /** Alarms of the days before, ascending. */
  earlier: readonly Standing[];
  /** Cause → last day on which it showed before. */
  lastShown: ReadonlyMap<string, string>;
};

/**
 * Judges the days from `since` on, one after the other as nights do, with what they found grouped into causes. The same rows
 * give the same causes, however often they are judged. O(figures × days of the window × 100).
 */
export function judgeWindow(
  watched: readonly Watched[],
  timeline: Timeline,
  { since, ends, earlier, lastShown }: Window,
): DayCauses[] {
  maskEarlier(watched, timeline, earlier);
  const shown = new Map(lastShown);
  const days: DayCauses[] = [];
  for (let at = timeline.days.indexOf(since); at >= 0 && at < timeline.days.length; at++) {
    const day = timeline.days[at]!;
    const whole = watched.filter(({ scope }) => day <= (ends.get(scope.sourceId) ?? ''));
    const open = new Set(
      [...shown].filter(([, last]) => last >= addDays(day, -SAME_INCIDENT_DAYS)).map(([key]) => key),
    );
    const causes = groupAlarms(judgeDay(whole, at, timeline), open);
    causes.forEach(({ key }) => {
      shown.set(key, day);
    });
    days.push({ day, causes });
  }
  return days;
}

function maskEarlier(watched: readonly Watched[], timeline: Timeline, earlier: readonly Standing[]): void {
  const byName = new Map(watched.map((one) => [nameOf(one.scope, one.figure.key, one.value ?? null), one]));
  for (const { scope, figure, value, day, span } of earlier) {
    const at = timeline.days.indexOf(day);
    const one = byName.get(nameOf(scope, figure, value));
    if (one && at >= 0) {
      maskDays(one.series, at - span + 1, at);
    }
  }
}

function nameOf({ sourceId, storeId }: Alarm['scope'], figure: string, value: string | null): string {
  return `${sourceId}/${storeId ?? ''}/${figure}/${value ?? ''}`;
}
