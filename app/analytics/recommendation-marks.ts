/** How well lists of items did against what was bought afterwards, averaged over customers who bought something new. */
export interface RecommendationMarks {
  readonly customers: number;
  /** Share of the new items that the list held; of as many as the list is long when there are more (Liang et al., WWW 2018). */
  readonly recall: number;
  /** Normalised discounted cumulative gain: a hit at place p counts 1 / log2(p + 1), divided by the best possible. */
  readonly ndcg: number;
  /** Share of customers with at least one hit among the first ten. */
  readonly hitAt10: number;
}

/** Marks each customer's list (best first) against the set of new items bought afterwards. */
export function markRecommendations(
  results: Iterable<{ readonly list: readonly number[]; readonly bought: ReadonlySet<number> }>,
): RecommendationMarks {
  let [customers, recall, ndcg, hits] = [0, 0, 0, 0];
  for (const { list, bought } of results) {
    if (bought.size === 0) continue;
    customers += 1;
    const places = list.flatMap((item, place) => (bought.has(item) ? [place] : []));
    recall += places.length / Math.min(bought.size, Math.max(1, list.length));
    if (places.some((place) => place < 10)) hits += 1;
    const gain = places.reduce((sum, place) => sum + 1 / Math.log2(place + 2), 0);
    let best = 0;
    for (let place = 0; place < Math.min(list.length, bought.size); place++) best += 1 / Math.log2(place + 2);
    ndcg += best > 0 ? gain / best : 0;
  }
  const share = (sum: number): number => (customers === 0 ? 0 : sum / customers);
  return { customers, recall: share(recall), ndcg: share(ndcg), hitAt10: share(hits) };
}
