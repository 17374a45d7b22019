/** What a customer can be worth to a shop beside what was paid. */
export const VALUE_PARTS = [
  'spend',
  'margin',
  'frequency',
  'categories',
  'channels',
  'returns',
  'serviceCost',
  'advocacy',
] as const;

export type ValuePart = (typeof VALUE_PARTS)[number];

/** Per part in its own unit: net and margin in minor units, days with an order, categories, channels, share returned, requests to the
 * service desk, reviews and referrals. Null: not known for this customer. */
export type ValueFacts = Readonly<Record<ValuePart, number | null>>;

/** The merchant's weights, 0 and up; 0 leaves a part out. */
export type ValueWeights = Readonly<Record<ValuePart, number>>;

export const DEFAULT_WEIGHTS: ValueWeights = {
  spend: 4,
  margin: 3,
  frequency: 3,
  categories: 1,
  channels: 1,
  returns: 1,
  serviceCost: 1,
  advocacy: 1,
};

const COSTS: ReadonlySet<ValuePart> = new Set(['returns', 'serviceCost']);

/** Per part the values at 0, 1, … 100 % of the shop's customers: what one customer is measured by without all the others at hand. */
export type ValueScales = Readonly<Record<ValuePart, readonly number[] | null>>;

/** Reads the scales off all customers. Null for a part nobody has a value for. O(n log n). */
export function buildScales(customers: readonly ValueFacts[]): ValueScales {
  const scale = (part: ValuePart): number[] | null => {
    const values = customers.map((facts) => facts[part]).filter((value) => value !== null);
    if (values.length === 0) return null;
    values.sort((left, right) => left - right);
    return Array.from({ length: 101 }, (_, percent) => values[Math.round((percent / 100) * (values.length - 1))]!);
  };
  return Object.fromEntries(VALUE_PARTS.map((part) => [part, scale(part)])) as Record<ValuePart, number[] | null>;
}

export interface ValueScorePart {
  readonly part: ValuePart;
  readonly value: number | null;
  /** 0 to 100: the share of customers who do worse, ties half; null when not known or not weighted. */
  readonly level: number | null;
  /** What the part adds to the score; all parts' points sum to it. */
  readonly points: number;
}

export interface ValueScore {
  /** 0 to 100; null when no weighted part is known. */
  readonly score: number | null;
  readonly parts: readonly ValueScorePart[];
}

/** One customer's score: the weighted mean of the known parts' levels. A part that is not known is left out, not counted as nothing. */
export function scoreValue(facts: ValueFacts, scales: ValueScales, weights: ValueWeights): ValueScore {
  const levels = VALUE_PARTS.map((part) => (weights[part] > 0 ? levelOf(part, facts[part], scales[part]) : null));
  const weighed = VALUE_PARTS.reduce((sum, part, i) => sum + (levels[i] === null ? 0 : weights[part]), 0);
  const parts = VALUE_PARTS.map((part, i) => {
    const level = levels[i] ?? null;
    return { part, value: facts[part], level, points: level === null ? 0 : (level * weights[part]) / weighed };
  });
  return { score: weighed === 0 ? null : parts.reduce((sum, { points }) => sum + points, 0), parts };
}

function levelOf(part: ValuePart, value: number | null, scale: readonly number[] | null): number | null {
  if (value === null || scale === null) return null;
  const below = countUntil(scale, (each) => each < value);
  const equal = countUntil(scale, (each) => each <= value) - below;
  const share = (100 * (below + equal / 2)) / scale.length;
  return COSTS.has(part) ? 100 - share : share;
}

/** How many at the beginning of a sorted list hold; by halves. */
function countUntil(sorted: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
