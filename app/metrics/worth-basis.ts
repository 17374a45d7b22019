import { raw } from '#app/platform/sql.ts';

/** The columns of profile_metrics that `WorthBasis` names. */
export const WORTH_BASIS = raw(`orders_count as "ordersCount", net_minor as "netMinor", gross_minor as "grossMinor",
  refunded_minor as "refundedMinor", purchase_days as "purchaseDays", goods_minor as "goodsMinor", costed_goods_minor as "costedGoodsMinor",
  goods_cost_minor as "goodsCostMinor", categories_count as "categoriesCount", cardinality(channels) as "channelsCount",
  tickets_count as "ticketsCount", reviews_count as "reviewsCount", referrals_count as "referralsCount"`);
