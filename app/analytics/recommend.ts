import type { PurchaseMatrix } from './purchase-matrix.ts';
import { fitEase } from './recommenders/ease.ts';
import { fitItemCosine, type Neighbours } from './recommenders/item-cosine.ts';

export type RecommendationMethod = 'ease' | 'item_cosine';

/** A fitted recommender; `because` names what in the basket speaks loudest for an item. */
export interface Recommender {
  readonly method: RecommendationMethod;
  readonly items: number;
  /** How much each item goes with the basket; no meaning between methods. O(basket times items) or less. */
  score(basket: ArrayLike<number>): Float64Array;
  /** The item of the basket that adds most to the score of `item`; null when none adds anything. */
  because(basket: ArrayLike<number>, item: number): number | null;
}

export interface RecommenderOptions {
  /** Items beyond which EASE's inverse is too costly (default 3,000: about 8 s and 150 MB) and item cosine is used. */
  readonly easeLimit?: number;
  /** EASE's ridge, in buyers (default 200). */
  readonly lambda?: number;
  /** Item cosine's pull to zero, in buyers (default 20), and neighbours kept per item (default 20). */
  readonly shrinkage?: number;
  readonly nearest?: number;
  readonly method?: RecommendationMethod;
}

/** Fits EASE where the catalogue allows, else item cosine. Leave items with fewer than five buyers out of the matrix. */
export function fitRecommender(matrix: PurchaseMatrix, options: RecommenderOptions = {}): Recommender {
  const method = options.method ?? (matrix.items <= (options.easeLimit ?? 3_000) ? 'ease' : 'item_cosine');
  if (method === 'ease') return denseRecommender(fitEase(matrix, options.lambda ?? 200), matrix.items);
  return sparseRecommender(
    fitItemCosine(matrix, { shrinkage: options.shrinkage ?? 20, nearest: options.nearest ?? 20 }),
    matrix.items,
  );
}

function denseRecommender(weights: Float64Array, items: number): Recommender {
  return {
    method: 'ease',
    items,
    score(basket) {
      const scores = new Float64Array(items);
      for (const bought of Array.from(basket)) {
        const row = weights.subarray(bought * items, (bought + 1) * items);
        for (let j = 0; j < items; j++) scores[j] = scores[j]! + row[j]!;
      }
      return scores;
    },
    because: (basket, item) => strongest(basket, (bought) => weights[bought * items + item]!),
  };
}

function sparseRecommender(neighbours: Neighbours, items: number): Recommender {
  const { start, item: near, similarity } = neighbours;
  return {
    method: 'item_cosine',
    items,
    score(basket) {
      const scores = new Float64Array(items);
      for (const bought of Array.from(basket)) {
        for (let at = start[bought]!; at < start[bought + 1]!; at++) {
          scores[near[at]!] = scores[near[at]!]! + similarity[at]!;
        }
      }
      return scores;
    },
    because: (basket, item) =>
      strongest(basket, (bought) => {
        const at = near.subarray(start[bought]!, start[bought + 1]!).indexOf(item);
        return at === -1 ? 0 : similarity[start[bought]! + at]!;
      }),
  };
}

function strongest(basket: ArrayLike<number>, weight: (bought: number) => number): number | null {
  let best: number | null = null;
  let most = 0;
  for (const bought of Array.from(basket)) {
    const value = weight(bought);
    if (value > most) {
      most = value;
      best = bought;
    }
  }
  return best;
}

export interface Recommendation {
  readonly item: number;
  readonly score: number;
  /** What the customer has already bought that speaks for it; null: popular in the shop. */
  readonly because: number | null;
}

/**
 * The best items for a basket: never one already bought, none that `isOffered` refuses (out of stock, sent back, not for sale). Without
 * enough that go with the basket, the most bought items fill up.
 */
export function recommend(
  recommender: Recommender,
  basket: ArrayLike<number>,
  options: {
    readonly limit: number;
    readonly popular: ArrayLike<number>;
    readonly isOffered?: (item: number) => boolean;
  },
): Recommendation[] {
  const bought = new Set(Array.from(basket));
  const isFree = (item: number): boolean => !bought.has(item) && (options.isOffered?.(item) ?? true);
  const scores = recommender.score(basket);
  const going = topItems(scores, options.limit, (item) => scores[item]! > 0 && isFree(item)).map((item) => {
    return { item, score: scores[item]!, because: recommender.because(basket, item) };
  });
  const chosen = new Set(going.map((each) => each.item));
  const filling = topItems(options.popular, options.limit - going.length, (item) => !chosen.has(item) && isFree(item));
  return [...going, ...filling.map((item) => ({ item, score: 0, because: null }))];
}

/** The `limit` allowed items of the highest score, ties by number. One pass with a small sorted list. */
export function topItems(scores: ArrayLike<number>, limit: number, isAllowed: (item: number) => boolean): number[] {
  const best: number[] = [];
  if (limit <= 0) return best;
  for (let item = 0; item < scores.length; item++) {
    const last = best.at(-1);
    if (best.length === limit && last !== undefined && scores[item]! <= scores[last]!) continue;
    if (!isAllowed(item)) continue;
    let at = best.length;
    while (at > 0 && scores[best[at - 1]!]! < scores[item]!) at -= 1;
    best.splice(at, 0, item);
    if (best.length > limit) best.pop();
  }
  return best;
}
