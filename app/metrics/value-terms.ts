import { Refusal } from '#app/platform/refusal.ts';
import { DEFAULT_WEIGHTS, VALUE_PARTS, type ValuePart, type ValueWeights } from './value-score.ts';

/** What the merchant says of value: how its parts weigh, and what a forecast of revenue is worth today. */
export type MerchantTerms = {
  readonly weights: ValueWeights;
  /** Share of revenue left after the cost of goods, where a product's cost is not known. Null: not told. */
  readonly defaultMargin: number | null;
  /** What a year of waiting takes off, as a share. */
  readonly yearlyDiscount: number;
  /** Minor units that answering one request to the service desk costs. Null: not told. */
  readonly requestCostMinor: number | null;
};

export const DEFAULT_TERMS: MerchantTerms = {
  weights: DEFAULT_WEIGHTS,
  defaultMargin: null,
  yearlyDiscount: 0.1,
  requestCostMinor: null,
};

const HEAVIEST = 10;

/** The terms as typed: percentages as whole numbers, the cost in minor units; an empty text is not told. */
export type TypedTerms = {
  readonly weights: Readonly<Record<ValuePart, string>>;
  readonly margin: string;
  readonly discount: string;
  readonly requestCostMinor: number | null;
};

/** Reads typed terms. Throws a Refusal that names the field. */
export function readTerms(typed: TypedTerms): MerchantTerms {
  const weights = Object.fromEntries(
    VALUE_PARTS.map((part) => [part, numberIn(typed.weights[part], part, [0, HEAVIEST])]),
  ) as Record<ValuePart, number>;
  if (VALUE_PARTS.every((part) => weights[part] === 0)) {
    throw new Refusal('metrics.weights_empty', 'Give at least one part a weight above 0.', { field: VALUE_PARTS[0] });
  }
  const cost = typed.requestCostMinor;
  if (cost !== null && !(cost >= 0 && Number.isSafeInteger(cost))) {
    throw new Refusal('metrics.cost_wrong', 'Give the cost of a request as an amount of 0 or more.', {
      field: 'requestCost',
    });
  }
  return {
    weights,
    defaultMargin: typed.margin.trim() === '' ? null : numberIn(typed.margin, 'defaultMargin', [0, 100]) / 100,
    yearlyDiscount: numberIn(typed.discount, 'discount', [0, 90]) / 100,
    requestCostMinor: cost,
  };
}

function numberIn(text: string, field: string, [least, most]: readonly [number, number]): number {
  const value = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  if (!(value >= least && value <= most)) {
    throw new Refusal('metrics.number_wrong', `Give a number from ${least} to ${most}.`, { field });
  }
  return value;
}

/** A month's discount of which twelve make the year's. */
export function monthlyDiscount(yearly: number): number {
  return 1 - (1 - yearly) ** (1 / 12);
}

/** Goods sold over the whole shop, in minor units: all, those whose product's cost is known, and that cost. */
export type GoodsSums = { readonly goods: number; readonly costed: number; readonly cost: number };

/**
 * The share of revenue that a shop keeps. `goods`: of goods without a known cost, which is the merchant's word or else what the
 * others leave; null when neither is known. `all`: of all goods together; 1, that is revenue, when nothing is known.
 */
export function marginOf(sums: GoodsSums, defaultMargin: number | null): { goods: number | null; all: number } {
  const own = sums.costed > 0 ? (sums.costed - sums.cost) / sums.costed : null;
  const goods = defaultMargin ?? own;
  if (goods === null) return { goods, all: 1 };
  if (own === null || sums.goods <= 0) return { goods, all: goods };
  const share = Math.min(1, sums.costed / sums.goods);
  return { goods, all: share * own + (1 - share) * goods };
}
