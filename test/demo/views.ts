import type { ShopifyCustomer, ShopifyOrder } from '#test/shopify/dataset.ts';

/** Which system holds a record; as it stands in the answer key. */
export type SourceName =
  | 'shopify'
  | 'shopify_guest'
  | 'square'
  | 'crm'
  | 'newsletter'
  | 'loyalty'
  | 'reviews'
  | 'tickets';

/** The truth about one customer-like record. */
export type AnswerKey = { source: SourceName; externalId: string; personId: string; householdId: string };

/** The truth about one order; `personId` is null when nobody was identified at the till. */
export type OrderKey = { source: 'shopify' | 'square'; externalId: string; personId: string | null };

/** A row of a file: what is written, and the text by which the finished file is put in order. */
export type Row = { order: string; cells: readonly string[] };

/** A review has no id of its own: its place in the finished file is its id, so its answer travels with it. */
export type ReviewRow = Row & { personId: string; householdId: string };

/** One receipt or one refund as the till counts it at the end of the day. */
export type TillEvent = { day: string; store: string; isRefund: boolean; amountMinor: number };

/** What every system knows of one household (and of the passers-by generated along with it). */
export type Views = {
  shopifyCustomers: ShopifyCustomer[];
  shopifyOrders: ShopifyOrder[];
  squareItems: Row[];
  squareCustomers: Row[];
  crmContacts: Row[];
  newsletterContacts: Row[];
  loyaltyMembers: Row[];
  reviews: ReviewRow[];
  tickets: Row[];
  tillEvents: TillEvent[];
  answers: AnswerKey[];
  orderAnswers: OrderKey[];
};

export function emptyViews(): Views {
  return {
    shopifyCustomers: [],
    shopifyOrders: [],
    squareItems: [],
    squareCustomers: [],
    crmContacts: [],
    newsletterContacts: [],
    loyaltyMembers: [],
    reviews: [],
    tickets: [],
    tillEvents: [],
    answers: [],
    orderAnswers: [],
  };
}
