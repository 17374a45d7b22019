import { basketOf, buildPurchaseMatrix, learnableItems, type PurchaseMatrix, popularity } from './purchase-matrix.ts';
import { fitRecommender, type RecommendationMethod, type Recommender, recommend, topItems } from './recommend.ts';
import { markRecommendations, type RecommendationMarks } from './recommendation-marks.ts';
import { findReplenishables } from './refill.ts';

/** Who bought what on which days, as columns; customers and items are numbers from 0, days counted from 1970-01-01. */
export interface AdviceInput {
  readonly customers: number;
  readonly items: number;
  readonly customer: Int32Array;
  readonly item: Int32Array;
  readonly day: Int32Array;
  readonly today: number;
}

export interface ItemAdvice {
  readonly item: number;
  readonly buyers: number;
  /** Days after which its buyers come back for it; null if it is not a thing that runs out. */
  readonly gapDays: number | null;
  /** What goes with it, best first. */
  readonly neighbours: readonly { readonly item: number; readonly weight: number }[];
}

/** Lists of twenty for customers who bought something new in the last days, learned without those days. */
export interface AdviceExam {
  readonly method: RecommendationMethod;
  readonly days: number;
  readonly advice: RecommendationMarks;
  readonly popular: RecommendationMarks;
}

const EXAM_DAYS = 90;
const LIST = 20;
const NEIGHBOURS = 20;
/** Items learned from: beyond that the inverse takes more than a few seconds. */
const MOST_ITEMS = 1_500;
const FEWEST_TESTED = 30;

/** Learns what goes with what and how well that foretells; no exam where too few bought anything new. Pure, seconds at most. */
export function fitAdvice(input: AdviceInput): { readonly items: ItemAdvice[]; readonly exam: AdviceExam | null } {
  const all = learn(input, Number.POSITIVE_INFINITY);
  if (all === null) return { items: [], exam: null };
  const refills = findReplenishables(
    Array.from(input.day, (day, row) => ({ customer: input.customer[row]!, item: input.item[row]!, day })),
  );
  const buyers = popularity(all.matrix);
  const items = all.kept.map((item, nth) => {
    const scores = all.recommender.score([nth]);
    const near = topItems(scores, NEIGHBOURS, (other) => other !== nth && scores[other]! > 0);
    return {
      item,
      buyers: buyers[nth]!,
      gapDays: refills.get(item)?.medianGapDays ?? null,
      neighbours: near.map((other) => ({ item: all.kept[other]!, weight: scores[other]! })),
    };
  });
  return { items, exam: examine(input) };
}

interface Learned {
  readonly kept: readonly number[];
  readonly matrix: PurchaseMatrix;
  readonly recommender: Recommender;
}

/** Learns from the purchases before `untilDay`; null without two items that five people bought. */
function learn(input: AdviceInput, untilDay: number): Learned | null {
  const rows = Array.from(input.day, (_, row) => row).filter((row) => input.day[row]! < untilDay);
  const pairs = buildPurchaseMatrix(
    { customer: rows.map((row) => input.customer[row]!), item: rows.map((row) => input.item[row]!) },
    input.customers,
    input.items,
  );
  const kept = learnableItems(popularity(pairs), { most: MOST_ITEMS });
  if (kept.length < 2) return null;
  const place = new Map(kept.map((item, nth) => [item, nth]));
  const known = rows.filter((row) => place.has(input.item[row]!));
  const matrix = buildPurchaseMatrix(
    { customer: known.map((row) => input.customer[row]!), item: known.map((row) => place.get(input.item[row]!)!) },
    input.customers,
    kept.length,
  );
  // A ridge made for thousands of buyers would flatten a small shop's.
  const lambda = Math.min(200, Math.max(10, input.customers / 20));
  return { kept, matrix, recommender: fitRecommender(matrix, { lambda }) };
}

function examine(input: AdviceInput): AdviceExam | null {
  const origin = input.today - EXAM_DAYS;
  const learned = learn(input, origin);
  if (learned === null) return null;
  const place = new Map(learned.kept.map((item, nth) => [item, nth]));
  const later = new Map<number, Set<number>>();
  input.day.forEach((day, row) => {
    const nth = place.get(input.item[row]!);
    const customer = input.customer[row]!;
    if (day < origin || nth === undefined) return;
    const basket = basketOf(learned.matrix, customer);
    if (basket.length === 0 || basket.includes(nth)) return;
    later.set(customer, (later.get(customer) ?? new Set()).add(nth));
  });
  if (later.size < FEWEST_TESTED) return null;
  const popular = popularity(learned.matrix);
  const lists = (of: (basket: Int32Array) => number[]) =>
    markRecommendations(
      [...later].map(([customer, bought]) => ({ list: of(basketOf(learned.matrix, customer)), bought })),
    );
  return {
    method: learned.recommender.method,
    days: EXAM_DAYS,
    advice: lists((basket) => recommend(learned.recommender, basket, { limit: LIST, popular }).map((one) => one.item)),
    popular: lists((basket) => topItems(popular, LIST, (item) => !basket.includes(item))),
  };
}
