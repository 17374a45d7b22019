import type { InteractionType } from './interaction-type.ts';
import type { LoyaltyInput } from './loyalty-input.ts';
import type { OrderReceiver } from './order-receiver.ts';

/**
 * The canonical vocabulary: what every source (Shopify webhook, bulk operation, upload) turns its own words into.
 *
 * Three rules hold for all of it.
 * - **Partial by design**: `undefined` (or absent) = the source does not say, so what is known stays; `null` = the source says empty.
 * - **As typed**: e-mail, phone, name and address are the source's own characters; the pipeline's `clean` step normalises them.
 *   Money, instants, days and counts are typed here, because only the source knows its decimal mark, date order and zone.
 * - **References, not nesting**: whatever hangs on a person names the person's record by `customerExternalId` within the same
 *   source. A source that knows contact details but no customer (guest checkout, reviewer, ticket requester) emits a
 *   `CustomerRecordInput` of its own beside, before what refers to it. `null` = anonymous (a walk-in sale).
 */
export type RecordInput =
  | CustomerRecordInput
  | OrderInput
  | RefundInput
  | ProductInput
  | InteractionInput
  | FeedbackInput
  | LoyaltyInput
  | ConsentStatementInput;

/** A value of a source: the value, `null` = said to be empty, `undefined` = not said. */
export type Said<T> = T | null | undefined;

/** How a value was obtained, best first: by the person, by staff at a till, from a file, derived by us. */
export type Provenance = 'said' | 'typed' | 'imported' | 'guessed';

/** Calendar day `YYYY-MM-DD`, no zone. */
export type Day = string;

/** What every statement carries. */
export type FromSource = {
  /** The id in the source, always text (64-bit ids do not fit a number); for sources without ids, derived from the content. */
  externalId: string;
  /** The source's own "last changed": an older version never overwrites a newer one. `null` = the source has none. */
  versionAt: Date | null;
  /** The source has deleted the record at this instant; a tombstone stays. */
  deletedAt?: Said<Date>;
  /** Fields of the merchant that have no canonical place and that he wants kept: header or key → text. */
  custom?: Record<string, string>;
};

/**
 * `guest` bought without an account; `instant` is a name that a till read off a payment card (Square's Instant Profiles):
 * sales hang on it, but it never identifies anybody.
 */
export type CustomerRecordKind = 'customer' | 'guest' | 'contact' | 'member' | 'instant';
export type CustomerRecordInput = FromSource & {
  kind: 'customer';
  recordKind: CustomerRecordKind;
  provenance: Provenance;
  givenName?: Said<string>;
  familyName?: Said<string>;
  /** Only when the source has the name in one piece; never composed from the two above. */
  fullName?: Said<string>;
  company?: Said<string>;
  /** As typed. Further addresses of the same person go to `otherEmails`. */
  email?: Said<string>;
  emailVerified?: Said<boolean>;
  otherEmails?: string[];
  /** As typed. Further numbers of the same person go to `otherPhones`. */
  phone?: Said<string>;
  otherPhones?: string[];
  line1?: Said<string>;
  line2?: Said<string>;
  city?: Said<string>;
  region?: Said<string>;
  postalCode?: Said<string>;
  /** Name or code as typed. */
  country?: Said<string>;
  /** Only with a plausible year; a birthday without one goes to `custom.birthday` as `MM-DD`. */
  birthDate?: Said<Day>;
  /** BCP 47 tag or name as typed. */
  language?: Said<string>;
  tags?: Said<string[]>;
  note?: Said<string>;
  /** The source's word for the account, in lower case: `enabled`, `disabled`, `invited`, `blocked`… */
  accountState?: Said<string>;
  /** Other ids that name this person: loyalty numbers, cards, ids in other systems. */
  identifiers?: IdentifierInput[];
  /** The source merged this record away; the survivor's external id in the same source. */
  mergedInto?: Said<string>;
  createdAt?: Said<Date>;
  /** The source's own purchasing summary, for the books to be compared with; never added to our orders. */
  totals?: SourceTotals;
};

export type IdentifierInput = {
  kind: 'loyalty' | 'card' | 'shopify_customer' | 'square_customer' | 'email' | 'phone' | 'other';
  value: string;
  verified?: boolean;
};

export type SourceTotals = {
  ordersCount?: Said<number>;
  spentMinor?: Said<number>;
  /** ISO 4217 of `spentMinor`. */
  currency?: Said<string>;
};

export type OrderChannel = 'online' | 'pos' | 'phone' | 'other';
export type OrderStatus = 'open' | 'paid' | 'refunded' | 'partly_refunded' | 'cancelled' | 'voided';

/** Integer minor units, never negative; `null` or absent = the source does not say. */
export type OrderAmounts = {
  /** Goods before discounts, as charged (with tax where the price has it). */
  grossMinor?: Said<number>;
  discountMinor?: Said<number>;
  taxMinor?: Said<number>;
  shippingMinor?: Said<number>;
  tipMinor?: Said<number>;
  /** What the buyer owed at the sale: goods − discounts + shipping + tip + tax where it comes on top. Before refunds. */
  totalMinor: number;
};

export type OrderInput = FromSource & {
  kind: 'order';
  /** The external id of the buyer's record in this source; `null` = anonymous. */
  customerExternalId: string | null;
  /** What people call it: `#1001`, receipt number. */
  name?: Said<string>;
  channel: OrderChannel;
  store?: Said<StoreReference>;
  placedAt: Date;
  /** ISO 4217 of every amount below except those in `shopAmounts`. */
  currency: string;
  amounts: OrderAmounts;
  /** The same amounts in the shop's own currency, where the source gives both. */
  shopAmounts?: { currency: string; amounts: OrderAmounts };
  status: OrderStatus;
  isTest?: boolean;
  cancelledAt?: Said<Date>;
  /** Whether `taxMinor` is inside `grossMinor`; absent = not known. */
  taxIncluded?: boolean;
  staffName?: Said<string>;
  tags?: Said<string[]>;
  note?: Said<string>;
  discountCodes?: string[];
  /** The visit to the online shop that led to it. Absent = there was none, or the source does not know. */
  visit?: OrderVisit;
  /** Whom the goods went to, where the source names another than who pays. Absent = the payer, or nobody is named. */
  receiver?: OrderReceiver;
  /** In the order of the source. Absent = the source has no lines; given = all of them, replacing what was known. */
  lines?: OrderLineInput[];
  /** Nth further part (from 1) of an order begun far above in the same file: it adds to what is known; what is absent, or 0, came first. */
  continues?: number;
  /** Refunds the source tells together with the order. Absent = not said. */
  refunds?: RefundInput[];
};

export type OrderVisit = {
  /** Path of the first page, without what was asked of it. */
  landing: string | null;
  /** Host of the page before, if it was another's. */
  referrer: string | null;
  /** Where it came from: "google / cpc" as marketing named it, a host, or "direct"; null = a file that names the campaign only. */
  source: string | null;
  /** As marketing named it; null = it named none. */
  campaign: string | null;
};

export type StoreReference = { externalId: string; name: string | null };
export type OrderLineInput = {
  /** The id in the source, or the position as text. Unique within the order. */
  externalId: string;
  position: number;
  productExternalId?: Said<string>;
  variantExternalId?: Said<string>;
  sku?: Said<string>;
  title?: Said<string>;
  variantTitle?: Said<string>;
  category?: Said<string>;
  vendor?: Said<string>;
  /** Positive; may be a fraction (goods sold by weight). */
  quantity: number;
  /** Price of one before discounts. */
  unitMinor?: Said<number>;
  discountMinor?: Said<number>;
  taxMinor?: Said<number>;
  /** Of the whole line after discounts: quantity × unit − discount. */
  totalMinor: number;
};

export type RefundInput = FromSource & {
  kind: 'refund';
  /** May name an order that is not known yet: the refund waits for it. `null` = the source does not say which. */
  orderExternalId: string | null;
  /** Buyer where the source says so beside the order. */
  customerExternalId?: Said<string>;
  /** `null` = the source gives the sum refunded but not when. */
  refundedAt: Date | null;
  /** Positive. */
  amountMinor: number;
  currency: string;
  reason?: Said<string>;
  store?: Said<StoreReference>;
  lines?: RefundLineInput[];
};

export type RefundLineInput = {
  /** `OrderLineInput.externalId` where the source ties them, else null. */
  lineExternalId: string | null;
  sku?: Said<string>;
  title?: Said<string>;
  /** Positive, as the sum. */
  quantity: number;
  amountMinor: number;
};

export type ProductInput = FromSource & {
  kind: 'product';
  title?: Said<string>;
  handle?: Said<string>;
  productType?: Said<string>;
  vendor?: Said<string>;
  tags?: Said<string[]>;
  status?: Said<'active' | 'draft' | 'archived'>;
  imageUrl?: Said<string>;
  variants?: ProductVariantInput[];
};

export type ProductVariantInput = {
  externalId: string;
  title?: Said<string>;
  sku?: Said<string>;
  priceMinor?: Said<number>;
  unitCostMinor?: Said<number>;
  /** `available` may be negative; `isTracked`: stock is counted at all. */
  stock?: Said<{ available: number; sellsWithoutStock: boolean; isTracked: boolean | null }>;
};

export type InteractionInput = FromSource & {
  kind: 'interaction';
  customerExternalId: string | null;
  type: InteractionType;
  direction?: Said<'in' | 'out'>;
  happenedAt: Date;
  closedAt?: Said<Date>;
  subject?: Said<string>;
  body?: Said<string>;
  /** The source's word, as given. */
  status?: Said<string>;
  staffName?: Said<string>;
  durationSeconds?: Said<number>;
  orderExternalId?: Said<string>;
  store?: Said<StoreReference>;
  tags?: Said<string[]>;
};

export type FeedbackInput = FromSource & {
  kind: 'feedback';
  customerExternalId: string | null;
  type: 'review' | 'nps' | 'csat' | 'survey';
  /** On the scale 0 or 1 … `ratingMax`; `null` = text only. */
  rating: number | null;
  /** 5 for stars, 10 for NPS. */
  ratingMax: number;
  title?: Said<string>;
  body?: Said<string>;
  givenAt: Date | null;
  productExternalId?: Said<string>;
  productHandle?: Said<string>;
  productTitle?: Said<string>;
  orderExternalId?: Said<string>;
  /** The buyer is proven by an order, as the source says. */
  verifiedPurchase?: Said<boolean>;
  published?: Said<boolean>;
  reply?: Said<string>;
  repliedAt?: Said<Date>;
  location?: Said<string>;
};

export type ConsentChannel = 'email' | 'sms' | 'post' | 'phone';
/** `unknown` never widens nor narrows; `pending` is not a yes. */
export type ConsentState = 'granted' | 'denied' | 'pending' | 'unknown';

export type ConsentStatementInput = {
  kind: 'consent';
  customerExternalId: string;
  versionAt: Date | null;
  channel: ConsentChannel;
  /** `marketing` unless the source knows a finer one. */
  purpose: string;
  /** The e-mail address or number it is about, as typed; `null` = the record's own. */
  contact: string | null;
  state: ConsentState;
  /** When the person said so; `null` = the source does not say, and then it can only narrow. */
  statedAt: Date | null;
  /** How: `double_opt_in`, `checkout`, `till`, `import`…; `null` = not said. */
  method: string | null;
  /** What proves it, in the source's words: column = value, file name, IP address. */
  evidence: string | null;
};
