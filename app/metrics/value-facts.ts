import type { ValueFacts } from './value-score.ts';

/** What a profile's worth beside spend is read from; counts, and money in minor units. */
export type WorthBasis = {
  readonly ordersCount: number;
  readonly netMinor: number;
  readonly grossMinor: number;
  readonly refundedMinor: number;
  readonly purchaseDays: number;
  readonly goodsMinor: number;
  readonly costedGoodsMinor: number;
  readonly goodsCostMinor: number;
  readonly categoriesCount: number;
  readonly channelsCount: number;
  readonly ticketsCount: number;
  readonly reviewsCount: number;
  readonly referralsCount: number;
};

/**
 * The parts of a customer's value, each in its own unit; null for whoever never bought. `goodsMargin`: share kept of goods whose cost is not
 * known; null: nothing is known of costs in this shop, and nobody has a margin.
 */
export function factsOf(basis: WorthBasis, goodsMargin: number | null): ValueFacts | null {
  if (basis.ordersCount === 0) return null;
  return {
    spend: basis.netMinor,
    margin: marginMinor(basis, goodsMargin),
    frequency: basis.purchaseDays,
    categories: basis.categoriesCount === 0 ? null : basis.categoriesCount,
    channels: basis.channelsCount,
    returns: basis.grossMinor > 0 ? Math.min(1, basis.refundedMinor / basis.grossMinor) : null,
    serviceCost: basis.ticketsCount,
    advocacy: basis.reviewsCount + basis.referralsCount,
  };
}

function marginMinor(basis: WorthBasis, goodsMargin: number | null): number | null {
  if (goodsMargin === null) return null;
  const rest = basis.goodsMinor - basis.costedGoodsMinor;
  return Math.round(basis.costedGoodsMinor - basis.goodsCostMinor + rest * goodsMargin);
}
