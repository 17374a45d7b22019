/**
 * Whom an erasure or an export is about: the records of one person, the profiles they form, and what else can name him in
 * text that is kept as it came.
 */
export type Person = {
  recordIds: readonly number[];
  profileIds: readonly number[];
  /** Shopify's numeric customer ids. */
  customerIds: readonly string[];
  /** External ids of Shopify orders that the request names. */
  orderIds: readonly string[];
  /** Ids of orders that others paid for and that he received. */
  receivedOrders: readonly number[];
  /** Normalised e-mail addresses and phone numbers. */
  contacts: readonly string[];
};
