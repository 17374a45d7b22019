export type Quality = {
  records: number;
  truePairs: number;
  precision: number;
  recall: number;
  f1: number;
  bcubed: { precision: number; recall: number; f1: number };
  clusters: number;
  biggest: number;
};

/** Marks a partition against the truth: over unordered pairs, and per record (B-cubed, Bagga and Baldwin 1998). O(records). */
export function markPartition(found: ArrayLike<number>, truth: ArrayLike<number>): Quality {
  const clusters = sizes(found);
  const entities = sizes(truth);
  const common = new Map<string, number>();
  for (let at = 0; at < found.length; at += 1) {
    const key = `${found[at]} ${truth[at]}`;
    common.set(key, (common.get(key) ?? 0) + 1);
  }
  let both = 0;
  let precise = 0;
  let recalled = 0;
  for (const [key, count] of common) {
    const [cluster, entity] = key.split(' ').map(Number) as [number, number];
    both += pairs(count);
    precise += count ** 2 / (clusters.get(cluster) as number);
    recalled += count ** 2 / (entities.get(entity) as number);
  }
  const foundPairs = total(clusters);
  const truePairs = total(entities);
  return {
    records: found.length,
    truePairs,
    ...harmonic(ratio(both, foundPairs), ratio(both, truePairs)),
    bcubed: harmonic(precise / found.length, recalled / found.length),
    clusters: clusters.size,
    biggest: [...clusters.values()].reduce((most, size) => Math.max(most, size), 0),
  };
}

/** Marks a set of pairs (`a < b`) that need not be transitive. */
export function markPairs(
  found: ReadonlySet<string>,
  truth: ArrayLike<number>,
): Pick<Quality, 'precision' | 'recall' | 'f1'> {
  let both = 0;
  for (const pair of found) {
    const [a, b] = pair.split(' ').map(Number) as [number, number];
    if (truth[a] === truth[b]) both += 1;
  }
  return harmonic(ratio(both, found.size), ratio(both, total(sizes(truth))));
}

function sizes(labels: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at < labels.length; at += 1)
    counts.set(labels[at] as number, (counts.get(labels[at] as number) ?? 0) + 1);
  return counts;
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}

function total(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += pairs(count);
  return sum;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function harmonic(precision: number, recall: number): Pick<Quality, 'precision' | 'recall' | 'f1'> {
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) };
}

function rounded(value: number): number {
  return Number(value.toFixed(5));
}
