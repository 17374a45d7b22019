import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** A profile's figures. Money in minor units of the shop's currency, days in the shop's zone. */
export type ProfileMetrics = {
  ordersCount: number;
  onlineOrders: number;
  posOrders: number;
  netMinor: number;
  onlineNetMinor: number;
  posNetMinor: number;
  refundedMinor: number;
  averageOrderMinor: number | null;
  firstOrderDay: string | null;
  lastOrderDay: string | null;
  medianGapDays: number | null;
  channels: string[];
  stores: string[];
  emailConsent: string;
  smsConsent: string;
  reviewsCount: number;
  averageRating: number | null;
  ticketsCount: number;
  /** Days on which this person bought in a store or was seen there. */
  storeVisits: number;
  /** Days on which this person was seen on the web shop; none where it does not tell. */
  webVisits: number;
  /** Orders that this person paid for and another received, what they came to net of returns, and orders that others sent. */
  ordersForOthers: number;
  forOthersMinor: number;
  ordersReceived: number;
};

/** The figures of one profile; null if it has none yet. One row by key. */
export async function readMetrics(tx: Tx, profileId: number): Promise<ProfileMetrics | null> {
  const [row] = await tx.rows<ProfileMetrics>(sql`
    select orders_count as "ordersCount", online_orders as "onlineOrders", pos_orders as "posOrders", net_minor as "netMinor",
           online_net_minor as "onlineNetMinor", pos_net_minor as "posNetMinor", refunded_minor as "refundedMinor",
           average_order_minor as "averageOrderMinor", first_order_day::text as "firstOrderDay", last_order_day::text as "lastOrderDay",
           median_gap_days as "medianGapDays", channels, stores, email_consent as "emailConsent", sms_consent as "smsConsent",
           reviews_count as "reviewsCount", average_rating as "averageRating", tickets_count as "ticketsCount",
           store_visits as "storeVisits", web_visits as "webVisits", orders_for_others as "ordersForOthers",
           for_others_minor as "forOthersMinor", orders_received as "ordersReceived"
    from profile_metrics where shop_id = ${tx.shopId} and profile_id = ${profileId}`);
  return row ?? null;
}
