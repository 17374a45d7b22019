/** People who are in exactly these segments. */
export type Combination = { segments: readonly number[]; people: number };
export type Duplicate = {
  a: number;
  b: number;
  shared: number /** Shared people among all of both, 0 to 1. */;
  alike: number;
};

/** From so much on, two segments are as good as one. */
const ALIKE = 0.9;

/** Pairs of segments that hold nearly the same people (Jaccard index), the most alike first. O(combinations · segments²). */
export function findDuplicates(combinations: readonly Combination[]): Duplicate[] {
  const ids = [...new Set(combinations.flatMap(({ segments }) => segments))].toSorted((a, b) => a - b);
  const pairs = ids.flatMap((a, index) => ids.slice(index + 1).map((b) => ({ a, b })));
  return pairs
    .map(({ a, b }) => {
      const count = (fits: (segments: readonly number[]) => boolean) =>
        combinations.reduce((sum, { segments, people }) => sum + (fits(segments) ? people : 0), 0);
      const shared = count((segments) => segments.includes(a) && segments.includes(b));
      return { a, b, shared, alike: shared / count((segments) => segments.includes(a) || segments.includes(b)) };
    })
    .filter(({ alike }) => alike >= ALIKE)
    .toSorted((one, other) => other.alike - one.alike || one.a - other.a || one.b - other.b);
}
