import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  basketOf,
  buildPurchaseMatrix,
  learnableItems,
  type PurchaseMatrix,
  popularity,
} from '#app/analytics/purchase-matrix.ts';
import { fitRecommender, type RecommendationMethod, recommend, topItems } from '#app/analytics/recommend.ts';
import { markRecommendations, type RecommendationMarks } from '#app/analytics/recommendation-marks.ts';
import { readDay } from './read-day.ts';
import { type ItemPurchase, readItemPurchases } from './read-item-purchases.ts';

const LIST_LENGTH = 20;

/**
 * npm run evaluate -- recommendations --purchases F --train-until D
 * Learns from the purchases up to that day (items with five buyers or more, the 2,600 most bought) and recommends each customer twenty items not bought
 * before; marked on the new items bought afterwards. Prints one JSON object on the last line.
 */
function main(): void {
  const { values } = parseArgs({ options: { purchases: { type: 'string' }, 'train-until': { type: 'string' } } });
  const until = readDay(values['train-until'] ?? '');
  if (values.purchases === undefined || until === null) {
    process.stderr.write('Usage: recommendations --purchases FILE --train-until YYYY-MM-DD\n');
    process.exit(2);
  }
  if (!existsSync(values.purchases)) {
    process.stderr.write(`No file ${values.purchases}\n`);
    process.exit(2);
  }
  const report = evaluate(readItemPurchases(readFileSync(values.purchases, 'utf8')), until);
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

export function evaluate(purchases: readonly ItemPurchase[], until: number): Record<string, unknown> {
  const { matrix, itemNumber, customerNumber } = learnable(purchases.filter((purchase) => purchase.day <= until));
  const later = new Map<number, Set<number>>();
  for (const purchase of purchases) {
    const customer = customerNumber.get(purchase.customer);
    const item = itemNumber.get(purchase.item);
    if (purchase.day <= until || customer === undefined || item === undefined) continue;
    if (basketOf(matrix, customer).includes(item)) continue;
    if (!later.has(customer)) later.set(customer, new Set());
    later.get(customer)!.add(item);
  }
  const popular = popularity(matrix);
  const cosine = timed(() => mark(matrix, later, popular, 'item_cosine'));
  const chosen = matrix.items <= 3_000 ? timed(() => mark(matrix, later, popular, 'ease')) : cosine;
  const baseline = markRecommendations(
    [...later].map(([customer, bought]) => {
      const owned = new Set(basketOf(matrix, customer));
      return { list: topItems(popular, LIST_LENGTH, (item) => !owned.has(item)), bought };
    }),
  );
  return {
    customers: matrix.customers,
    items: matrix.items,
    testedCustomers: chosen.marks.customers,
    recallAt20: chosen.marks.recall,
    ndcg: chosen.marks.ndcg,
    hitAt10: chosen.marks.hitAt10,
    popularityRecallAt20: baseline.recall,
    popularityNdcg: baseline.ndcg,
    method: chosen === cosine ? 'item_cosine' : 'ease',
    seconds: chosen.seconds,
    itemCosine: { recallAt20: cosine.marks.recall, ndcg: cosine.marks.ndcg, seconds: cosine.seconds },
  };
}

function mark(
  matrix: PurchaseMatrix,
  later: ReadonlyMap<number, ReadonlySet<number>>,
  popular: Float64Array,
  method: RecommendationMethod,
): RecommendationMarks {
  const recommender = fitRecommender(matrix, { method });
  return markRecommendations(
    [...later].map(([customer, bought]) => {
      const list = recommend(recommender, basketOf(matrix, customer), { limit: LIST_LENGTH, popular });
      return { list: list.map((each) => each.item), bought };
    }),
  );
}

function timed(work: () => RecommendationMarks): { readonly marks: RecommendationMarks; readonly seconds: number } {
  const start = performance.now();
  const marks = work();
  return { marks, seconds: (performance.now() - start) / 1000 };
}

function learnable(purchases: readonly ItemPurchase[]): {
  readonly matrix: PurchaseMatrix;
  readonly itemNumber: ReadonlyMap<string, number>;
  readonly customerNumber: ReadonlyMap<string, number>;
} {
  const buyers = new Map<string, Set<string>>();
  for (const { customer, item } of purchases) {
    if (!buyers.has(item)) buyers.set(item, new Set());
    buyers.get(item)!.add(customer);
  }
  const names = [...buyers.keys()];
  const items = learnableItems(names.map((name) => buyers.get(name)!.size)).map((number) => names[number]!);
  const itemNumber = new Map(items.map((item, number) => [item, number]));
  const kept = purchases.filter((purchase) => itemNumber.has(purchase.item));
  const customerNumber = new Map(
    [...new Set(kept.map((purchase) => purchase.customer))].map((name, number) => [name, number]),
  );
  const pairs = {
    customer: kept.map((purchase) => customerNumber.get(purchase.customer)!),
    item: kept.map((purchase) => itemNumber.get(purchase.item)!),
  };
  return { matrix: buildPurchaseMatrix(pairs, customerNumber.size, items.length), itemNumber, customerNumber };
}

if (import.meta.main) main();
