/** How often a source speaks, as its past shows, and the grounds in a sentence. */
export type LearnedRhythm = { hours: number; grounds: string };

/** Fewer days than this say nothing of a habit. */
const LEAST_DAYS = 4;
/** One silence in ten may be longer: holidays, stocktaking. */
const USUAL_SHARE = 0.9;

/**
 * The silence one has to expect of a source: of the longest silence of each day on which it spoke, nine in ten are no longer.
 * The same rule for a shop's webhooks (the night) and for a weekly file (the week). Null if the past is too short to tell.
 */
export function learnRhythm(longestSilenceByDay: readonly number[]): LearnedRhythm | null {
  if (longestSilenceByDay.length < LEAST_DAYS) {
    return null;
  }
  const sorted = [...longestSilenceByDay].sort((a, b) => a - b);
  const usual = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * USUAL_SHARE) - 1)] ?? 0;
  const hours = Math.max(1, Math.ceil(usual));
  return {
    hours,
    grounds: `On nine of ten of the last ${sorted.length} days on which it spoke, it was silent for ${sayHours(hours)} at most.`,
  };
}

/** A span of hours in words: `8 hours`, `3 days`, `2 weeks`. */
export function sayHours(hours: number): string {
  const [value, unit] =
    hours < 48
      ? [hours, 'hour']
      : hours < 24 * 14
        ? [Math.round(hours / 24), 'day']
        : [Math.round(hours / 168), 'week'];
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

const SINGLE: Readonly<Record<number, string>> = { 1: 'every hour', 24: 'every day', 168: 'every week' };

/** How often, in words: `every day`, `every 8 hours`. */
export function sayEvery(hours: number): string {
  return SINGLE[hours] ?? `every ${sayHours(hours)}`;
}

export type Freshness = 'fresh' | 'late' | 'silent' | 'never';

/** Expected of a source of whose rhythm nothing is known. */
const WEEK_HOURS = 168;

/** Late after one and a half times the expected rhythm, silent after three times. Without a rhythm a week is expected. */
export function freshnessOf(lastHeardAt: Date | null, rhythmHours: number | null, now: Date): Freshness {
  if (!lastHeardAt) {
    return 'never';
  }
  const rhythms = (now.getTime() - lastHeardAt.getTime()) / 3_600_000 / (rhythmHours ?? WEEK_HOURS);
  return rhythms > 3 ? 'silent' : rhythms > 1.5 ? 'late' : 'fresh';
}
