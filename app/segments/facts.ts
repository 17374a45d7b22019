import type { Day } from './rule-dates.ts';

/**
 * All that a rule can ask about one person, as plain data: what the evaluator reads and what an explanation shows.
 * Rows are those of the person's living records; amounts are minor units of the shop's currency unless `currency` says otherwise.
 */
export type ProfileFacts = {
  id: number;
  person: PersonFacts;
  /** null = not computed yet, which reads as “has bought nothing”. */
  metrics: MetricFacts | null;
  /** null = no model has scored this person. */
  scores: ScoreFacts | null;
  /** null = shares a household with nobody. */
  household: HouseholdFacts | null;
  records: readonly RecordFacts[];
  orders: readonly OrderFacts[];
  refunds: readonly RefundFacts[];
  interactions: readonly InteractionFacts[];
  feedback: readonly FeedbackFacts[];
  loyalty: readonly LoyaltyFacts[];
  consents: readonly ConsentFacts[];
  /** Handles of the segments the person is in now. */
  memberships: readonly string[];
  segmentEvents: readonly SegmentEventFacts[];
};

export type PersonFacts = {
  givenName: string | null;
  familyName: string | null;
  company: string | null;
  email: string | null;
  phone: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  /** `YYYY-MM-DD`. */
  birthDate: string | null;
  language: string | null;
  tags: readonly string[];
  recordsCount: number;
  firstSeenAt: Date;
};

export type MetricFacts = {
  ordersCount: number;
  onlineOrders: number;
  posOrders: number;
  grossMinor: number;
  refundedMinor: number;
  netMinor: number;
  onlineNetMinor: number;
  posNetMinor: number;
  averageOrderMinor: number | null;
  refundsCount: number;
  firstOrderAt: Date | null;
  lastOrderAt: Date | null;
  firstChannel: string | null;
  medianGapDays: number | null;
  channels: readonly string[];
  stores: readonly string[];
  emailConsent: string;
  smsConsent: string;
  reviewsCount: number;
  averageRating: number | null;
  ticketsCount: number;
  storeVisits: number;
  webVisits: number;
  ordersForOthers: number;
  ordersReceived: number;
};

export type ScoreFacts = {
  /** One of Shopify's eleven groups. */
  rfmGroup: string | null;
  recencyScore: number | null;
  frequencyScore: number | null;
  monetaryScore: number | null;
  /** Expected over the next twelve months. */
  predictedValueMinor: number | null;
  spendTier: string | null;
  probabilityAlive: number | null;
  churnRisk: number | null;
  nextOrderDay: Day | null;
};

/** Of everybody in the household, the person included. */
export type HouseholdFacts = {
  people: number;
  /** How many of them have bought. */
  buyers: number;
  ordersCount: number;
  netMinor: number;
  lastOrderAt: Date | null;
};

export type RecordFacts = {
  id: number;
  sourceKind: string;
  sourceName: string;
  kind: string;
  email: string | null;
  phone: string | null;
  company: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  /** The source's word in lower case, e.g. `enabled`. */
  accountState: string | null;
  tags: readonly string[];
  custom: Readonly<Record<string, string>>;
  versionAt: Date | null;
  firstSeenAt: Date;
};

export type OrderFacts = {
  id: number;
  sourceKind: string;
  channel: string;
  store: string | null;
  storeExternalId: string | null;
  placedAt: Date;
  currency: string;
  totalMinor: number;
  netMinor: number;
  discountMinor: number;
  refundedMinor: number;
  status: string;
  isTest: boolean;
  deleted: boolean;
  tags: readonly string[];
  discountCodes: readonly string[];
  staff: string | null;
  lines: readonly LineFacts[];
};

export type LineFacts = {
  position: number;
  productExternalId: string | null;
  variantExternalId: string | null;
  sku: string | null;
  title: string;
  category: string | null;
  vendor: string | null;
  /** From the catalogue; null where the product is not known. */
  productType: string | null;
  productTags: readonly string[];
  quantity: number;
  unitMinor: number | null;
  discountMinor: number;
  totalMinor: number;
};

export type RefundFacts = {
  id: number;
  refundedAt: Date | null;
  amountMinor: number;
  currency: string;
  reason: string | null;
  orderChannel: string;
  orderStore: string | null;
  /** False for refunds of test orders and deleted ones: they never count. */
  ofRealOrder: boolean;
};

export type InteractionFacts = {
  id: number;
  type: string;
  direction: string | null;
  subject: string | null;
  status: string | null;
  staff: string | null;
  happenedAt: Date;
  custom: Readonly<Record<string, string>>;
};

export type FeedbackFacts = {
  id: number;
  type: string;
  rating: number | null;
  ratingMax: number;
  productExternalId: string | null;
  verifiedPurchase: boolean | null;
  happenedAt: Date | null;
};

export type LoyaltyFacts = {
  id: number;
  entry: string;
  programme: string | null;
  tier: string | null;
  status: string | null;
  points: number | null;
  happenedAt: Date | null;
  expiresAt: Date | null;
};

export type ConsentFacts = {
  channel: string;
  purpose: string;
  state: string;
  statedAt: Date | null;
  method: string | null;
};

export type SegmentEventFacts = { id: number; handle: string; kind: 'entered' | 'left'; happenedAt: Date };

/** Someone of whom nothing is known but that he exists; for tests and for previews of an empty builder. */
export function emptyFacts(id: number, firstSeenAt: Date): ProfileFacts {
  const person = {
    givenName: null,
    familyName: null,
    company: null,
    email: null,
    phone: null,
    city: null,
    region: null,
    postalCode: null,
    country: null,
    birthDate: null,
    language: null,
    tags: [],
    recordsCount: 0,
    firstSeenAt,
  };
  return {
    id,
    person,
    metrics: null,
    scores: null,
    household: null,
    records: [],
    orders: [],
    refunds: [],
    interactions: [],
    feedback: [],
    loyalty: [],
    consents: [],
    memberships: [],
    segmentEvents: [],
  };
}
