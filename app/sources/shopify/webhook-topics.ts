import type { CustomerPatch } from '#app/records/cleaned.ts';
import type { OrderDeletion } from '#app/records/delete-orders.server.ts';
import type { RecordInput } from '#app/records/types.ts';
import { instantOf, minorOf, objectOf, type Payload, requiredId, textOf, textsOf } from './payload.ts';
import { consentFromWebhook, customerFromWebhook, deletedCustomer, mergedCustomer } from './webhook-customer.ts';
import { orderFromWebhook, refundFromWebhook } from './webhook-order.ts';
import { deletedProduct, productFromWebhook } from './webhook-product.ts';

/** What one delivery says, in our words. */
export type ShopifyStatement = {
  records: RecordInput[];
  patches: CustomerPatch[];
  deletedOrders: OrderDeletion[];
  /** Orders of which the delivery says only that they changed. */
  changedOrders: { externalId: string; at: Date }[];
  /** Inventory items whose stock changed somewhere: what is left over all locations it does not say. */
  changedStock: string[];
};

/** What reading needs beside the payload. */
export type DeliveryContext = {
  /** When Shopify sent it, for topics whose payload carries no instant of its own. */
  triggeredAt: Date;
  /** ISO 4217 of the shop. */
  currency: string;
};

type Reader = (payload: Payload, context: DeliveryContext) => Partial<ShopifyStatement>;

const customer: Reader = (payload) => ({ records: [customerFromWebhook(payload)] });
const order: Reader = (payload) => ({ records: orderFromWebhook(payload) });
const product: Reader = (payload, { currency }) => ({ records: [productFromWebhook(payload, currency)] });

const SAME_ACT_MS = 2000;

/** When it happened: Shopify tells the second in the payload, and in the header the microsecond at which it said so. */
function occurredAt(payload: Payload, triggeredAt: Date): Date {
  const told = instantOf(payload['occurredAt']);
  const after = told === null ? 0 : triggeredAt.getTime() - told.getTime();
  return told === null || (after >= 0 && after < SAME_ACT_MS) ? triggeredAt : told;
}

function tags(change: 'addTags' | 'removeTags'): Reader {
  return (payload, { triggeredAt }) => ({
    patches: [
      {
        externalId: requiredId(payload['customerId'], 'customer'),
        at: occurredAt(payload, triggeredAt),
        [change]: textsOf(payload['tags']),
      },
    ],
  });
}

const summary: Reader = (payload, { triggeredAt, currency }) => {
  const spent = objectOf(payload['amountSpent']);
  return {
    patches: [
      {
        externalId: requiredId(payload['customerId'], 'customer'),
        at: occurredAt(payload, triggeredAt),
        totals: {
          ordersCount: Number(payload['numberOfOrders'] ?? 0),
          spentMinor: minorOf(spent?.['amount'], textOf(spent?.['currencyCode']) ?? currency),
          currency: textOf(spent?.['currencyCode']),
        },
      },
    ],
  };
};

/** Topics that change what is known of customers, orders and products. */
export const RECORD_TOPICS: Readonly<Record<string, Reader>> = {
  'customers/create': customer,
  'customers/update': customer,
  'customers/enable': customer,
  'customers/disable': customer,
  'customers/delete': (payload, { triggeredAt }) => ({ records: [deletedCustomer(payload, triggeredAt)] }),
  'customers/merge': (payload, { triggeredAt }) => ({ records: mergedCustomer(payload, triggeredAt) }),
  'customers/purchasing_summary': summary,
  'customer.tags_added': tags('addTags'),
  'customer.tags_removed': tags('removeTags'),
  'customers_email_marketing_consent/update': (payload, { triggeredAt }) => ({
    records: [consentFromWebhook(payload, 'email', triggeredAt)],
  }),
  'customers_marketing_consent/update': (payload, { triggeredAt }) => ({
    records: [consentFromWebhook(payload, 'sms', triggeredAt)],
  }),
  'orders/create': order,
  'orders/updated': order,
  'orders/paid': order,
  'orders/cancelled': order,
  'orders/fulfilled': order,
  'orders/edited': (payload, { triggeredAt }) => {
    const edit = objectOf(payload['order_edit']) ?? {};
    const at = instantOf(edit['committed_at']) ?? triggeredAt;
    return { changedOrders: [{ externalId: requiredId(edit['order_id'], 'order'), at }] };
  },
  'orders/delete': (payload, { triggeredAt }) => ({
    deletedOrders: [{ externalId: requiredId(payload['id'], 'order'), at: triggeredAt }],
  }),
  'refunds/create': (payload) => ({ records: [refundFromWebhook(payload)] }),
  'inventory_levels/update': (payload) => ({
    changedStock: [requiredId(payload['inventory_item_id'], 'inventory item')],
  }),
  'products/create': product,
  'products/update': product,
  'products/delete': (payload, { triggeredAt }) => ({ records: [deletedProduct(payload, triggeredAt)] }),
};

/** Reads a delivery of a record topic; throws if the payload lacks what the topic cannot be without. */
export function readStatement(topic: string, payload: Payload, context: DeliveryContext): ShopifyStatement {
  const reader = RECORD_TOPICS[topic];
  if (!reader) {
    throw new Error(`no reader for ${topic}`);
  }
  return {
    records: [],
    patches: [],
    deletedOrders: [],
    changedOrders: [],
    changedStock: [],
    ...reader(payload, context),
  };
}

/** What a delivery is about: `order:123`, `refund:7`, `customer:55`, `product:9`. Null if it is about nothing kept. */
export function aboutOf(topic: string, said: ShopifyStatement): string | null {
  const order = said.deletedOrders[0] ?? said.changedOrders[0];
  if (order) {
    return `order:${order.externalId}`;
  }
  const patch = said.patches[0];
  if (patch) {
    return `customer:${patch.externalId}`;
  }
  const kind = KINDS[topic.slice(0, topic.indexOf('/'))] ?? 'customer';
  const record = said.records.find((one) => one.kind === kind);
  const consent = said.records.find((one) => one.kind === 'consent');
  if (consent?.kind === 'consent') {
    return `customer:${consent.customerExternalId}`;
  }
  return record && 'externalId' in record ? `${kind}:${record.externalId}` : null;
}

const KINDS: Readonly<Record<string, string>> = { orders: 'order', refunds: 'refund', products: 'product' };
