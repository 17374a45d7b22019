/** A customer's own pace of buying. */
export interface Rhythm {
  /** Gaps between days with an order; 0 for a one-time buyer. */
  readonly gaps: number;
  /** Median gap in days; null without a gap. */
  readonly medianGapDays: number | null;
  /** Half the middle of the gaps lies within this of the median, in days (half the interquartile range); null under three gaps. */
  readonly spreadDays: number | null;
  /** Spread of the gaps' logarithms, by which a gap is usually longer or shorter; null under three gaps. */
  readonly logSpread: number | null;
}

/** Reads the rhythm off the days with an order (any order, repeated days count once). O(n log n). */
export function rhythmOf(orderDays: ArrayLike<number>): Rhythm {
  const days = [...new Set(Array.from(orderDays))].sort((left, right) => left - right);
  const gaps = days.slice(1).map((day, i) => day - days[i]!);
  const sorted = [...gaps].sort((left, right) => left - right);
  const isEnough = gaps.length >= 3;
  return {
    gaps: gaps.length,
    medianGapDays: gaps.length === 0 ? null : quantile(sorted, 0.5),
    spreadDays: isEnough ? (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2 : null,
    logSpread: isEnough ? standardDeviation(gaps.map(Math.log)) : null,
  };
}

/** The usual gap of the shop or of a category, and how far gaps stray from it, for customers with little rhythm of their own. */
export interface UsualRhythm {
  readonly medianGapDays: number;
  readonly logSpread: number;
}

/** How soon people come back for goods of one kind, over the whole shop: days from one day that they bought some to the next. */
export interface CategoryRhythm extends UsualRhythm {
  readonly category: string;
  readonly gaps: number;
}

/** How many gaps of a category weigh as much as the shop's usual one. */
const BORROWED_BY_A_CATEGORY = 20;

/** The usual gap of who bought this kind of goods last: the category's, drawn to the shop's while few came back for it; the shop's where none is known. */
export function usualOf(shop: UsualRhythm, category: CategoryRhythm | undefined): UsualRhythm {
  return category === undefined
    ? shop
    : blend(category, shop, category.gaps / (category.gaps + BORROWED_BY_A_CATEGORY));
}

/** How many gaps of one's own weigh as much as the usual one. */
const BORROWED_GAPS = 2;

/** The gap to expect next: the own median, drawn to the usual one on a ratio scale while there are few gaps. */
export function expectedGap(rhythm: Rhythm, usual: UsualRhythm): UsualRhythm {
  const own = {
    medianGapDays: Math.max(rhythm.medianGapDays ?? usual.medianGapDays, 1),
    logSpread: rhythm.logSpread ?? usual.logSpread,
  };
  return blend(own, usual, rhythm.gaps / (rhythm.gaps + BORROWED_GAPS));
}

/** Gaps on a ratio scale, spreads as variances; `share` is that of the first. */
function blend(one: UsualRhythm, other: UsualRhythm, share: number): UsualRhythm {
  const log = share * Math.log(one.medianGapDays) + (1 - share) * Math.log(other.medianGapDays);
  const variance = share * one.logSpread ** 2 + (1 - share) * other.logSpread ** 2;
  return { medianGapDays: Math.exp(log), logSpread: Math.sqrt(variance) };
}

export interface NextOrder {
  /** Days from the last order; 80 % of such gaps end between the first and the last of the three. */
  readonly earliestDays: number;
  readonly expectedDays: number;
  readonly latestDays: number;
}

const WIDTH_80 = 1.2816;

/** When the next order is due after the last one, if the customer goes on as before. */
export function nextOrder(rhythm: Rhythm, usual: UsualRhythm): NextOrder {
  const { medianGapDays, logSpread } = expectedGap(rhythm, usual);
  return {
    earliestDays: medianGapDays * Math.exp(-WIDTH_80 * logSpread),
    expectedDays: medianGapDays,
    latestDays: medianGapDays * Math.exp(WIDTH_80 * logSpread),
  };
}

/** The usual rhythm of many customers: the median of their gaps and the spread of their logarithms; null when nobody came back. */
export function usualRhythm(gapsDays: ArrayLike<number>): UsualRhythm | null {
  const gaps = Array.from(gapsDays)
    .filter((gap) => gap > 0)
    .sort((left, right) => left - right);
  if (gaps.length === 0) return null;
  return { medianGapDays: quantile(gaps, 0.5), logSpread: standardDeviation(gaps.map(Math.log)) || DEFAULT_LOG_SPREAD };
}

/** Of gaps that are all alike, or just one. */
export const DEFAULT_LOG_SPREAD = 0.8;

/** Of sorted values, by straight lines between them. */
function quantile(sorted: readonly number[], probability: number): number {
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
}
