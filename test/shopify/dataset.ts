/**
 * What a shop holds on Shopify's side: the stand-in serves it, the demo retailer writes it.
 * Names follow Shopify's Admin API; ids are the numeric part of a GID, as strings (they exceed 2^53 on purpose).
 * Money is a decimal string in the shop's currency; instants are ISO 8601 in UTC.
 */
export type Dataset = {
  shop: ShopifyShop;
  locations: ShopifyLocation[];
  products: ShopifyProduct[];
  customers: ShopifyCustomer[];
  orders: ShopifyOrder[];
};

export type ShopifyShop = {
  id: string;
  name: string;
  /** The part before .myshopify.com */
  handle: string;
  email: string;
  currencyCode: string;
  ianaTimezone: string;
  countryCode: string;
};

export type ShopifyLocation = { id: string; name: string; city: string; countryCode: string };

export type ShopifyProduct = {
  id: string;
  title: string;
  handle: string;
  productType: string;
  vendor: string;
  tags: string[];
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
  createdAt: string;
  updatedAt: string;
  variants: ShopifyVariant[];
};

export type ShopifyVariant = {
  id: string;
  title: string;
  sku: string;
  price: string;
  unitCost: string | null;
  /** Pieces in stock, which is counted; 25 unless it says otherwise. */
  stock?: number;
};

export type ShopifyAddress = {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  country: string | null;
  countryCodeV2: string | null;
  zip: string | null;
  phone: string | null;
};

export type MarketingState = 'SUBSCRIBED' | 'NOT_SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING';

export type ShopifyConsent = {
  marketingState: MarketingState;
  marketingOptInLevel: 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN' | null;
  marketingUpdatedAt: string | null;
};

export type ShopifyCustomer = {
  id: string;
  createdAt: string;
  updatedAt: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  state: 'ENABLED' | 'DISABLED' | 'INVITED' | 'DECLINED';
  locale: string;
  note: string | null;
  tags: string[];
  verifiedEmail: boolean;
  taxExempt: boolean;
  emailConsent: ShopifyConsent;
  smsConsent: ShopifyConsent;
  addresses: ShopifyAddress[];
};

export type ShopifyLineItem = {
  id: string;
  productId: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  currentQuantity: number;
  /** Unit price before discounts. */
  price: string;
  totalDiscount: string;
};

export type ShopifyRefund = {
  id: string;
  createdAt: string;
  note: string | null;
  amount: string;
  lines: { id: string; lineItemId: string; quantity: number; subtotal: string; totalTax: string }[];
};

export type ShopifyOrder = {
  id: string;
  /** "#1001" */
  name: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  test: boolean;
  tags: string[];
  /** "web", "pos", "shopify_draft_order" … */
  sourceName: string;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  currencyCode: string;
  subtotal: string;
  totalDiscounts: string;
  totalTax: string;
  totalShipping: string;
  total: string;
  financialStatus: 'PAID' | 'PENDING' | 'REFUNDED' | 'PARTIALLY_REFUNDED' | 'VOIDED';
  fulfillmentStatus: 'FULFILLED' | 'UNFULFILLED' | 'PARTIALLY_FULFILLED';
  discountCodes: string[];
  locationId: string | null;
  /** The visit that led to it: path and query of its first page, and the page before; absent where it is not known. */
  visit?: { landingPage: string; referrer: string | null } | null;
  billingAddress: ShopifyAddress | null;
  shippingAddress: ShopifyAddress | null;
  lineItems: ShopifyLineItem[];
  refunds: ShopifyRefund[];
};
