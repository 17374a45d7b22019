/** Bulk queries of the 2026-07 Admin API; a test validates each against Shopify's schema. */

type Window = { from: Date | null; to: Date | null };

/** Shopify's search syntax for a half-open window of creation: from ≤ created < to. */
function createdWithin({ from, to }: Window): string {
  const parts = [from && `created_at:>='${from.toISOString()}'`, to && `created_at:<'${to.toISOString()}'`].filter(
    Boolean,
  );
  return parts.join(' AND ');
}

function args(window: Window): string {
  const query = createdWithin(window);
  return query === '' ? '' : `(query: ${JSON.stringify(query)})`;
}

const ADDRESS =
  'firstName lastName company address1 address2 city province provinceCode country countryCodeV2 zip phone';
export const MONEY = 'shopMoney { amount currencyCode }';

/** What is asked of a customer, in bulk and singly. */
export const CUSTOMER_NODE = `
    __typename id createdAt updatedAt firstName lastName state locale note tags verifiedEmail numberOfOrders
    amountSpent { amount currencyCode }
    defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
    defaultPhoneNumber { phoneNumber marketingState marketingOptInLevel marketingUpdatedAt }
    defaultAddress { ${ADDRESS} }`;

/** What is asked of an order but its refunds and lines. */
export const ORDER_NODE = `
    __typename id name createdAt processedAt updatedAt cancelledAt test tags note sourceName currencyCode taxesIncluded
    displayFinancialStatus email phone discountCodes
    customerJourneySummary { lastVisit { landingPage referrerUrl } }
    customer { id firstName lastName } retailLocation { id name }
    totalPriceSet { ${MONEY} } subtotalPriceSet { ${MONEY} } totalDiscountsSet { ${MONEY} } totalTaxSet { ${MONEY} }
    totalShippingPriceSet { ${MONEY} } totalTipReceivedSet { ${MONEY} }
    billingAddress { ${ADDRESS} } shippingAddress { ${ADDRESS} }`;

export const REFUND_NODE = `id createdAt note totalRefundedSet { ${MONEY} }`;

export const LINE_NODE = `
      __typename id title variantTitle sku vendor quantity product { id } variant { id }
      originalUnitPriceSet { ${MONEY} } totalDiscountSet { ${MONEY} }`;

export function customersQuery(window: Window): string {
  return `{ customers${args(window)} { edges { node { ${CUSTOMER_NODE} } } } }`;
}

export function ordersQuery(window: Window): string {
  return `{ orders${args(window)} { edges { node { ${ORDER_NODE}
    refunds { ${REFUND_NODE} }
    lineItems { edges { node { ${LINE_NODE} } } }
  } } } }`;
}

export function productsQuery(): string {
  return `{ products { edges { node {
    __typename id title handle productType vendor tags status createdAt updatedAt
    variants { edges { node { __typename id title sku price inventoryQuantity inventoryPolicy inventoryItem { tracked unitCost { amount } } } } }
  } } } }`;
}

/** `groupObjects: true`: children follow their parent, so that a result of any size is read in constant memory. */
export const RUN_BULK = `mutation RunBulk($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) { bulkOperation { id status } userErrors { code field message } }
}`;

export const POLL_BULK = `query PollBulk($id: ID!) {
  bulkOperation(id: $id) { id status errorCode objectCount url partialDataUrl }
}`;

export const SHOP_DETAILS = `query ShopDetails {
  shop { name email currencyCode ianaTimezone billingAddress { countryCodeV2 } plan { publicDisplayName } }
}`;
