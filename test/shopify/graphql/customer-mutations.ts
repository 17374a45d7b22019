import {
  addTags,
  announceChange,
  type CustomerChange,
  changeCustomer,
  createCustomer,
  deleteCustomer,
  mergeCustomers,
  removeTags,
  setEmailConsent,
  setSmsConsent,
} from '../actions/customer-actions.ts';
import { ActionRefused, announce } from '../actions/site.ts';
import type { ShopifyConsent, ShopifyCustomer, ShopifyOrder, ShopifyProduct } from '../dataset.ts';
import { orderPayload } from '../webhooks/order-payload.ts';
import { productPayload } from '../webhooks/product-payload.ts';
import { parseGid, toGid } from '../world/gid.ts';
import { changedAt, now, toInstant } from '../world/instant.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { nodeById } from './query-root.ts';
import { withUserErrors } from './user-errors.ts';

type ConsentInput = { marketingState: string; marketingOptInLevel?: string | null; consentUpdatedAt?: string | null };

const CHANGEABLE = ['firstName', 'lastName', 'email', 'phone', 'note', 'locale', 'taxExempt'] as const;

function customerOf(context: GraphContext, gid: unknown): ShopifyCustomer {
  const parsed = parseGid(String(gid));
  const customer = parsed?.type === 'Customer' ? context.store.customers.get(parsed.id) : undefined;
  if (!customer) throw new ActionRefused('Customer does not exist');
  return customer;
}

function changeOf(input: Record<string, unknown>): CustomerChange {
  const change: Record<string, unknown> = {};
  for (const field of CHANGEABLE) if (field in input) change[field] = input[field] === '' ? null : input[field];
  return change as CustomerChange;
}

/** Only these states can be set; the rest are Shopify's to decide. */
function consentOf(input: ConsentInput): ShopifyConsent {
  if (!['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'].includes(input.marketingState)) {
    throw new ActionRefused(`Cannot specify ${input.marketingState} as a marketing state input`);
  }
  return {
    marketingState: input.marketingState as ShopifyConsent['marketingState'],
    marketingOptInLevel: (input.marketingOptInLevel ?? 'UNKNOWN') as ShopifyConsent['marketingOptInLevel'],
    marketingUpdatedAt: input.consentUpdatedAt ? toInstant(input.consentUpdatedAt) : now(),
  };
}

/** customerUpdate overwrites all tags when it is given any: a trap worth keeping. */
function updateCustomer(args: Args, context: GraphContext): Record<string, unknown> {
  const input = args.input as Record<string, unknown>;
  return withUserErrors(['id'], () => {
    const customer = customerOf(context, input.id);
    if (Array.isArray(input.tags)) {
      const wanted = input.tags as string[];
      removeTags(
        context,
        customer,
        customer.tags.filter((tag) => !wanted.includes(tag)),
      );
      addTags(context, customer, wanted);
    }
    changeCustomer(context, customer, changeOf(input));
    return { customer };
  });
}

function addCustomer(args: Args, context: GraphContext): Record<string, unknown> {
  const input = args.input as Record<string, unknown>;
  return withUserErrors(null, () => ({
    customer: createCustomer(context, { ...changeOf(input), tags: (input.tags as string[] | undefined) ?? [] }),
  }));
}

function merge(args: Args, context: GraphContext): Record<string, unknown> {
  return withUserErrors(null, () => {
    const one = customerOf(context, args.customerOneId);
    const two = customerOf(context, args.customerTwoId);
    const kept = one.email === null && two.email !== null ? two : one;
    const jobId = mergeCustomers(context, kept, kept === one ? two : one);
    return { resultingCustomerId: toGid('Customer', kept.id), job: { id: toGid('Job', jobId), done: false } };
  });
}

type Tagged = ShopifyCustomer | ShopifyOrder | ShopifyProduct;

function changeTags(args: Args, context: GraphContext, adding: boolean): Record<string, unknown> {
  const parsed = parseGid(String(args.id));
  const tags = (args.tags as string[])
    .flatMap((tag) => tag.split(','))
    .map((tag) => tag.trim())
    .filter(Boolean);
  context.shop.tagWrites.push({ id: parsed?.id ?? '', tags, adding });
  return withUserErrors(['id'], () => {
    if (parsed?.type === 'Customer') {
      (adding ? addTags : removeTags)(context, customerOf(context, args.id), tags);
    } else {
      tagOther(context, parsed?.type ?? '', parsed?.id ?? '', tags, adding);
    }
    return { node: nodeById(String(args.id), context) };
  });
}

function tagOther(context: GraphContext, type: string, id: string, tags: string[], adding: boolean): void {
  const { store } = context;
  const found: Tagged | undefined = type === 'Order' ? store.orders.get(id) : store.products.get(id);
  if (!found) throw new ActionRefused(`${type || 'Resource'} does not exist`);
  found.tags = adding ? [...new Set([...found.tags, ...tags])] : found.tags.filter((tag) => !tags.includes(tag));
  found.updatedAt = changedAt(found.updatedAt);
  if (type === 'Order') {
    store.sortedOrders.touch();
    announce(context, 'orders/updated', orderPayload(found as ShopifyOrder, store));
  } else {
    announce(context, 'products/update', productPayload(found as ShopifyProduct, store.shop));
  }
}

export const CUSTOMER_MUTATIONS: FieldTable<unknown> = {
  tagsAdd: (_root, args, context) => changeTags(args, context, true),
  tagsRemove: (_root, args, context) => changeTags(args, context, false),
  customerUpdate: (_root, args, context) => updateCustomer(args, context),
  customerCreate: (_root, args, context) => addCustomer(args, context),
  customerDelete: (_root, args, context) =>
    withUserErrors(['id'], () => {
      const customer = customerOf(context, (args.input as { id: string }).id);
      deleteCustomer(context, customer);
      return { deletedCustomerId: toGid('Customer', customer.id), shop: context.store };
    }),
  customerMerge: (_root, args, context) => merge(args, context),
  customerEmailMarketingConsentUpdate: (_root, args, context) => {
    const input = args.input as { customerId: string; emailMarketingConsent: ConsentInput };
    return withUserErrors(['input', 'emailMarketingConsent'], () => {
      const customer = customerOf(context, input.customerId);
      setEmailConsent(context, customer, consentOf(input.emailMarketingConsent));
      return { customer };
    });
  },
  customerSmsMarketingConsentUpdate: (_root, args, context) => {
    const input = args.input as { customerId: string; smsMarketingConsent: ConsentInput };
    return withUserErrors(['input', 'smsMarketingConsent'], () => {
      const customer = customerOf(context, input.customerId);
      setSmsConsent(context, customer, consentOf(input.smsMarketingConsent));
      return { customer };
    });
  },
};

/** A metafield written on a customer counts as a change of the customer. */
export function announceMetafieldOwner(context: GraphContext, ownerGid: string): void {
  const parsed = parseGid(ownerGid);
  const customer = parsed?.type === 'Customer' ? context.store.customers.get(parsed.id) : undefined;
  if (customer) announceChange(context, customer);
}
