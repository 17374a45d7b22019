/** A product as the night's learning left it. `weight` has no meaning beyond larger and smaller. */
export interface KnownProduct {
  readonly key: string;
  readonly title: string;
  readonly buyers: number;
  /** On sale: neither archived nor deleted, or sold lately where no catalogue names it. */
  readonly offered: boolean;
  readonly gapDays: number | null;
  readonly neighbours: readonly { readonly key: string; readonly weight: number }[];
}

/** What a person has bought of a product and kept. */
export interface Bought {
  readonly key: string;
  readonly title: string;
  readonly lastDay: number;
  readonly times: number;
}

export interface Advice {
  readonly key: string;
  readonly title: string;
  readonly kind: 'goes_with' | 'refill' | 'popular';
  /** A sentence that can be said to the person. */
  readonly reason: string;
}

/** From this much of the usual gap on a refill is worth speaking of, up to that much. */
const REFILL = { from: 0.8, to: 2 } as const;

/**
 * The best products to suggest to one person: refills that fall due first, then what goes with what was bought, then what most people buy.
 * Nothing that is not on sale; nothing bought before except a refill; nothing that was given back.
 */
export function adviseFor(
  bought: readonly Bought[],
  products: ReadonlyMap<string, KnownProduct>,
  options: { readonly limit: number; readonly today: number; readonly givenBack: ReadonlySet<string> },
): Advice[] {
  const own = new Set(bought.map((one) => one.key));
  const isFree = (key: string): boolean => {
    return products.get(key)?.offered === true && !own.has(key) && !options.givenBack.has(key);
  };
  const refills = bought
    .filter((one) => isRefill(one, products.get(one.key), options.today))
    .map(
      (one): Advice => ({
        key: one.key,
        title: one.title,
        kind: 'refill',
        reason: refillReason(one, products.get(one.key)!, options.today),
      }),
    );
  const going = goingWith(bought, products, isFree);
  const popular = [...products.values()]
    .filter((one) => isFree(one.key))
    .sort((left, right) => right.buyers - left.buyers || (left.key < right.key ? -1 : 1))
    .map(
      (one): Advice => ({ key: one.key, title: one.title, kind: 'popular', reason: 'Many of our customers buy it.' }),
    );
  const seen = new Set<string>();
  return [...refills, ...going, ...popular]
    .filter((one) => !seen.has(one.key) && seen.add(one.key))
    .slice(0, options.limit);
}

function isRefill(one: Bought, product: KnownProduct | undefined, today: number): boolean {
  if (!product?.offered || product.gapDays === null) return false;
  const passed = (today - one.lastDay) / product.gapDays;
  return passed >= REFILL.from && passed <= REFILL.to;
}

function refillReason(one: Bought, product: KnownProduct, today: number): string {
  return `Bought ${today - one.lastDay} days ago; most who use it come back for it after ${Math.round(product.gapDays!)}.`;
}

function goingWith(
  bought: readonly Bought[],
  products: ReadonlyMap<string, KnownProduct>,
  isFree: (key: string) => boolean,
): Advice[] {
  const scores = new Map<string, { sum: number; most: number; because: string }>();
  const said = bought.flatMap((one) => {
    return (products.get(one.key)?.neighbours ?? []).map((near) => ({ ...near, because: one.title }));
  });
  for (const { key, weight, because } of said) {
    if (!isFree(key)) continue;
    const known = scores.get(key) ?? { sum: 0, most: 0, because };
    const loudest = weight > known.most ? { most: weight, because } : { most: known.most, because: known.because };
    scores.set(key, { sum: known.sum + weight, ...loudest });
  }
  return [...scores]
    .sort(([leftKey, left], [rightKey, right]) => right.sum - left.sum || (leftKey < rightKey ? -1 : 1))
    .map(([key, { because }]) => ({
      key,
      title: products.get(key)!.title,
      kind: 'goes_with',
      reason: `Goes with the ${because} you bought.`,
    }));
}
