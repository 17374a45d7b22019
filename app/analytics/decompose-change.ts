/** One group's share in a figure that is a ratio: repeat purchase rate, order value, return rate, retention … */
export interface GroupFigure {
  readonly key: string;
  /** Repeat customers, revenue, refunds …; zero when the group is empty. */
  readonly numerator: number;
  /** Customers, orders …; the group's weight. */
  readonly denominator: number;
}

export interface ChangePart {
  readonly key: string;
  /** Because the group became a larger or smaller part of the whole. */
  readonly mix: number;
  /** Because its members did otherwise than before. */
  readonly behaviour: number;
}

export interface Decomposition {
  readonly before: number;
  readonly after: number;
  /** after - before; equals `restatement` plus all `mix` plus all `behaviour`. */
  readonly change: number;
  /** Because people were merged or split since: the same orders, counted for other customers. 0 without a restated past. */
  readonly restatement: number;
  readonly parts: readonly ChangePart[];
}

/**
 * Takes the change of a ratio apart, exactly and without a left-over, by groups: with shares w and rates r before (0) and after (1),
 * mix = (w1 - w0) ((r0 + r1) / 2 - R) and behaviour = (r1 - r0) (w0 + w1) / 2, where R is the mean of the whole's two rates. A growing
 * group thus counts as a gain only if it does better than the whole (Kitagawa, Journal of the American Statistical Association 50, 1955, in
 * its symmetric form). A group without members on one side lends its rate from the other: all its change is mix.
 * `restated`: the past as today's profiles see it, where merges have changed who is who. Null when either side has no weight at all.
 */
export function decomposeChange(
  before: readonly GroupFigure[],
  after: readonly GroupFigure[],
  restated: readonly GroupFigure[] = before,
): Decomposition | null {
  const [told, past, now] = [whole(before), whole(restated), whole(after)];
  if (told === null || past === null || now === null) return null;
  const keys = [...new Set([...restated, ...after].map((group) => group.key))];
  const middle = (past.rate + now.rate) / 2;
  const parts = keys.map((key) => {
    const [old, fresh] = [groupOf(restated, key), groupOf(after, key)];
    const [w0, w1] = [old.denominator / past.weight, fresh.denominator / now.weight];
    const r0 = rateOf(old) ?? rateOf(fresh) ?? 0;
    const r1 = rateOf(fresh) ?? r0;
    return { key, mix: (w1 - w0) * ((r0 + r1) / 2 - middle), behaviour: (r1 - r0) * ((w0 + w1) / 2) };
  });
  return {
    before: told.rate,
    after: now.rate,
    change: now.rate - told.rate,
    restatement: past.rate - told.rate,
    parts,
  };
}

function whole(groups: readonly GroupFigure[]): { readonly rate: number; readonly weight: number } | null {
  const weight = groups.reduce((sum, group) => sum + group.denominator, 0);
  if (weight <= 0) return null;
  return { rate: groups.reduce((sum, group) => sum + group.numerator, 0) / weight, weight };
}

function groupOf(groups: readonly GroupFigure[], key: string): GroupFigure {
  return groups.find((group) => group.key === key) ?? { key, numerator: 0, denominator: 0 };
}

function rateOf(group: GroupFigure): number | null {
  return group.denominator > 0 ? group.numerator / group.denominator : null;
}

/**
 * Takes the change of a product apart by its factors, exactly: revenue = customers × orders each × value each. Each factor's part is
 * its mean effect over all orders in which the factors could have changed one after the other (Shapley), so no order is favoured.
 * Up to eight factors; parts sum to the product after minus the product before.
 */
export function decomposeProduct(before: readonly number[], after: readonly number[]): number[] {
  const size = before.length;
  if (size > 8 || after.length !== size)
    throw new Error('A product of at most eight factors, the same before and after.');
  const parts = new Array<number>(size).fill(0);
  for (let changed = 0; changed < 1 << size; changed++) {
    const count = bits(changed);
    for (let factor = 0; factor < size; factor++) {
      if (changed & (1 << factor)) continue;
      const share = (factorial(count) * factorial(size - count - 1)) / factorial(size);
      const step = product(before, after, changed | (1 << factor)) - product(before, after, changed);
      parts[factor] = parts[factor]! + share * step;
    }
  }
  return parts;
}

function product(before: readonly number[], after: readonly number[], changed: number): number {
  return before.reduce((value, old, factor) => value * (changed & (1 << factor) ? after[factor]! : old), 1);
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** Whole numbers that sum to `total` exactly and lie next to the parts: the largest remainders are rounded up. For money on a screen. */
export function roundToSum(parts: readonly number[], total: number): number[] {
  const down = parts.map(Math.floor);
  let missing = total - down.reduce((sum, part) => sum + part, 0);
  const order = parts
    .map((part, i) => ({ i, rest: part - Math.floor(part) }))
    .sort((left, right) => right.rest - left.rest || left.i - right.i);
  for (let at = 0; missing > 0 && order.length > 0; at = (at + 1) % order.length, missing--) down[order[at]!.i]! += 1;
  for (
    let at = order.length - 1;
    missing < 0 && order.length > 0;
    at = (at - 1 + order.length) % order.length, missing++
  ) {
    down[order[at]!.i]! -= 1;
  }
  return down;
}
