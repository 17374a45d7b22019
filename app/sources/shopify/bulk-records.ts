import type {
  ConsentStatementInput,
  CustomerRecordInput,
  OrderInput,
  OrderLineInput,
  ProductInput,
  RecordInput,
  RefundInput,
  RefundLineInput,
} from '#app/records/types.ts';
import { receiverFromQuery } from './order-receiver.ts';
import {
  idOf,
  instantOf,
  listOf,
  minorOf,
  objectOf,
  type Payload,
  requiredId,
  shopMinorOf,
  textOf,
  textsOf,
} from './payload.ts';
import { visitOf } from './visit.ts';
import { consentState, ownAddress } from './webhook-customer.ts';
import { channelOf, orderStatus } from './webhook-order.ts';
import { productStatus } from './webhook-product.ts';

/** One object of a bulk result with the child objects that follow it. */
export type BulkObject = { root: Payload; children: Payload[] };

/** A customer of a bulk result and what he allows. */
export function customerFromBulk({ root }: BulkObject): RecordInput[] {
  const id = requiredId(root['id'], 'customer');
  const email = objectOf(root['defaultEmailAddress']);
  const phone = objectOf(root['defaultPhoneNumber']);
  const spent = objectOf(root['amountSpent']);
  const currency = textOf(spent?.['currencyCode']);
  const customer: CustomerRecordInput = {
    kind: 'customer',
    recordKind: 'customer',
    provenance: 'said',
    externalId: id,
    versionAt: instantOf(root['updatedAt']),
    givenName: textOf(root['firstName']),
    familyName: textOf(root['lastName']),
    email: textOf(email?.['emailAddress']),
    emailVerified: root['verifiedEmail'] === true,
    phone: textOf(phone?.['phoneNumber']),
    ...addressOf(ownAddress(root, root['defaultAddress'], 'firstName', 'lastName')),
    accountState: textOf(root['state'])?.toLowerCase() ?? null,
    language: textOf(root['locale']),
    note: textOf(root['note']),
    tags: textsOf(root['tags']),
    createdAt: instantOf(root['createdAt']),
    identifiers: [{ kind: 'shopify_customer', value: id, verified: true }],
    totals: {
      ordersCount: Number(root['numberOfOrders'] ?? 0),
      spentMinor: minorOf(spent?.['amount'], currency ?? 'USD'),
      currency,
    },
  };
  return [
    customer,
    ...consent(id, root, email, 'email', 'emailAddress'),
    ...consent(id, root, phone, 'sms', 'phoneNumber'),
  ];
}

function consent(
  id: string,
  root: Payload,
  contact: Payload | null,
  channel: 'email' | 'sms',
  field: string,
): ConsentStatementInput[] {
  if (!contact || !textOf(contact[field])) {
    return [];
  }
  return [
    {
      kind: 'consent',
      customerExternalId: id,
      versionAt: instantOf(root['updatedAt']),
      channel,
      purpose: 'marketing',
      contact: textOf(contact[field]),
      state: consentState(contact['marketingState']),
      statedAt: instantOf(contact['marketingUpdatedAt']),
      method: textOf(contact['marketingOptInLevel'])?.toLowerCase() ?? null,
      evidence: 'Shopify marketing consent',
    },
  ];
}

function addressOf(address: Payload | null) {
  if (!address) {
    return {};
  }
  return {
    company: textOf(address['company']),
    line1: textOf(address['address1']),
    line2: textOf(address['address2']),
    city: textOf(address['city']),
    region: textOf(address['provinceCode']) ?? textOf(address['province']),
    postalCode: textOf(address['zip']),
    country: textOf(address['countryCodeV2']) ?? textOf(address['country']),
    ...(textOf(address['phone']) ? { otherPhones: [textOf(address['phone'])!] } : {}),
  };
}

/** An order of a bulk result with its lines and the sums of its refunds, and the guest it names, if any. */
export function orderFromBulk({ root, children }: BulkObject): RecordInput[] {
  const id = requiredId(root['id'], 'order');
  const customerId = idOf(objectOf(root['customer'])?.['id']);
  const guest = customerId === null ? guestFromBulk(root, id) : null;
  return [...(guest ? [guest] : []), toOrder(root, children, id, customerId ?? guest?.externalId ?? null)];
}

function guestFromBulk(root: Payload, orderId: string): CustomerRecordInput | null {
  const address = objectOf(root['billingAddress']) ?? objectOf(root['shippingAddress']);
  const [email, phone] = [textOf(root['email']), textOf(root['phone'])];
  if (!email && !phone && !address) {
    return null;
  }
  return {
    kind: 'customer',
    recordKind: 'guest',
    provenance: 'said',
    externalId: `guest:${orderId}`,
    versionAt: instantOf(root['updatedAt']),
    email,
    phone,
    ...(address
      ? { givenName: textOf(address['firstName']), familyName: textOf(address['lastName']), ...addressOf(address) }
      : {}),
    createdAt: instantOf(root['createdAt']),
  };
}

function toOrder(
  root: Payload,
  children: readonly Payload[],
  id: string,
  customerExternalId: string | null,
): OrderInput {
  const currency = textOf(root['currencyCode']) ?? 'USD';
  const lines = children.map((line, index) => toLine(line, index, currency));
  const location = objectOf(root['retailLocation']);
  const locationId = idOf(location?.['id']);
  const lastVisit = objectOf(objectOf(root['customerJourneySummary'])?.['lastVisit']);
  const receiver = receiverFromQuery(root);
  const visit = visitOf(lastVisit?.['landingPage'], lastVisit?.['referrerUrl']);
  return {
    kind: 'order',
    externalId: id,
    versionAt: instantOf(root['updatedAt']),
    customerExternalId,
    name: textOf(root['name']),
    channel: channelOf(textOf(root['sourceName'])),
    store: locationId ? { externalId: locationId, name: textOf(location?.['name']) } : null,
    placedAt: instantOf(root['processedAt']) ?? instantOf(root['createdAt']) ?? new Date(0),
    currency,
    amounts: {
      grossMinor: lines.reduce((sum, line) => sum + (line.unitMinor ?? 0) * line.quantity, 0),
      discountMinor: shopMinorOf(root['totalDiscountsSet'], currency),
      taxMinor: shopMinorOf(root['totalTaxSet'], currency),
      shippingMinor: shopMinorOf(root['totalShippingPriceSet'], currency),
      tipMinor: shopMinorOf(root['totalTipReceivedSet'], currency),
      totalMinor: shopMinorOf(root['totalPriceSet'], currency) ?? 0,
    },
    status: orderStatus(root['cancelledAt'], root['displayFinancialStatus']),
    isTest: root['test'] === true,
    cancelledAt: instantOf(root['cancelledAt']),
    taxIncluded: root['taxesIncluded'] === true,
    tags: textsOf(root['tags']),
    note: textOf(root['note']),
    discountCodes: textsOf(root['discountCodes']),
    ...(visit ? { visit } : {}),
    ...(receiver ? { receiver } : {}),
    lines,
    refunds: listOf(root['refunds']).map((refund) => toRefund(refund, id, currency)),
  };
}

function toLine(line: Payload, index: number, currency: string): OrderLineInput {
  const quantity = typeof line['quantity'] === 'number' ? line['quantity'] : 1;
  const unitMinor = shopMinorOf(line['originalUnitPriceSet'], currency) ?? 0;
  const discountMinor = shopMinorOf(line['totalDiscountSet'], currency) ?? 0;
  return {
    externalId: idOf(line['id']) ?? String(index + 1),
    position: index + 1,
    productExternalId: idOf(objectOf(line['product'])?.['id']),
    variantExternalId: idOf(objectOf(line['variant'])?.['id']),
    sku: textOf(line['sku']),
    title: textOf(line['title']),
    variantTitle: textOf(line['variantTitle']),
    vendor: textOf(line['vendor']),
    quantity,
    unitMinor,
    discountMinor,
    totalMinor: unitMinor * quantity - discountMinor,
  };
}

function toRefund(refund: Payload, orderExternalId: string, currency: string): RefundInput {
  const at = instantOf(refund['createdAt']);
  return {
    kind: 'refund',
    externalId: requiredId(refund['id'], 'refund'),
    versionAt: at,
    orderExternalId,
    refundedAt: at,
    amountMinor: shopMinorOf(refund['totalRefundedSet'], currency) ?? 0,
    currency,
    reason: textOf(refund['note']),
    ...(refund['refundLineItems'] ? { lines: refundLines(refund, currency) } : {}),
  };
}

/** Lines of a refund, which a bulk query may not ask for. */
function refundLines(refund: Payload, currency: string): RefundLineInput[] {
  return listOf(objectOf(refund['refundLineItems'])?.['nodes']).map((line) => ({
    lineExternalId: idOf(objectOf(line['lineItem'])?.['id']),
    quantity: typeof line['quantity'] === 'number' ? line['quantity'] : 1,
    amountMinor: (shopMinorOf(line['subtotalSet'], currency) ?? 0) + (shopMinorOf(line['totalTaxSet'], currency) ?? 0),
  }));
}

/** A product of a bulk result with its variants. */
export function productFromBulk({ root, children }: BulkObject, currency: string): ProductInput {
  return {
    kind: 'product',
    externalId: requiredId(root['id'], 'product'),
    versionAt: instantOf(root['updatedAt']),
    title: textOf(root['title']),
    handle: textOf(root['handle']),
    productType: textOf(root['productType']),
    vendor: textOf(root['vendor']),
    tags: textsOf(root['tags']),
    status: productStatus(root['status']),
    variants: children.map((variant) => ({
      externalId: idOf(variant['id']) ?? '',
      title: textOf(variant['title']),
      sku: textOf(variant['sku']),
      priceMinor: minorOf(variant['price'], currency),
      unitCostMinor: minorOf(objectOf(objectOf(variant['inventoryItem'])?.['unitCost'])?.['amount'], currency),
      stock:
        typeof variant['inventoryQuantity'] === 'number'
          ? {
              available: variant['inventoryQuantity'],
              sellsWithoutStock: variant['inventoryPolicy'] === 'CONTINUE',
              isTracked: objectOf(variant['inventoryItem'])?.['tracked'] === true,
            }
          : null,
    })),
  };
}
