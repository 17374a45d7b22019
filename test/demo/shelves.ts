import { type Catalogue, type Product, themes } from './catalogue.ts';
import { ranges } from './catalogue-range.ts';
import type { Persona } from './personas.ts';
import { cumulate, type Random } from './random.ts';

/** What each kind of customer reaches for, by product type in the order of the range. */
const tastes: Readonly<Record<Persona, readonly number[]>> = {
  replenisher: [5, 6, 5, 1, 0.7, 0.5, 0.8, 0.4],
  homemaker: [2.5, 1, 1.5, 4, 3.5, 0.5, 1, 0.4],
  outdoor: [0.4, 1, 0.6, 0.4, 0.6, 4, 3.5, 4],
  giver: [4, 1.5, 3, 3, 2, 0.4, 2.2, 1],
  bargain: [1.2, 0.8, 1.2, 1.5, 1.5, 2.2, 2.2, 1.4],
};
const personas = Object.keys(tastes) as Persona[];

/** The products as one customer sees them: weights by persona, themes and season, made once each and kept. */
export class Shelves {
  #products: readonly Product[];
  #weights = new Map<number, Float64Array>();

  constructor(catalogue: Catalogue) {
    this.#products = catalogue.products;
  }

  /** A product on sale at the instant. `month` 0 to 11. */
  draw(
    random: Random,
    who: { persona: Persona; themes: readonly [number, number] },
    when: { at: number; month: number },
  ): Product {
    const weights = this.#weightsFor(who, Math.floor(((when.month + 1) % 12) / 3));
    for (;;) {
      const product = this.#products[random.weighted(weights)] as Product;
      if (when.at >= product.launchedAt && when.at < product.retiredAt) return product;
    }
  }

  #weightsFor(
    { persona, themes: [main, side] }: { persona: Persona; themes: readonly [number, number] },
    season: number,
  ): Float64Array {
    const key = ((personas.indexOf(persona) * themes + main) * themes + side) * 4 + season;
    let weights = this.#weights.get(key);
    if (!weights) {
      weights = cumulate(
        this.#products.map((product, i) => {
          const taste = tastes[persona][Math.floor(i / (this.#products.length / ranges.length))] as number;
          const liking = product.theme === main ? 4 : product.theme === side ? 2 : 1;
          return taste * liking * product.popularity * (product.seasons[season] as number);
        }),
      );
      this.#weights.set(key, weights);
    }
    return weights;
  }
}
