import type { ShopifyConsent, ShopifyCustomer } from '../dataset.ts';
import {
  customerDeletePayload,
  customerMergePayload,
  customerPayload,
  customerTagsPayload,
  emailConsentPayload,
  purchasingSummaryPayload,
  smsConsentPayload,
} from '../webhooks/customer-payload.ts';
import { orderPayload } from '../webhooks/order-payload.ts';
import { freshId, toGid } from '../world/gid.ts';
import { now } from '../world/instant.ts';
import { ActionRefused, announce, type Site } from './site.ts';

export type CustomerChange = Partial<
  Pick<
    ShopifyCustomer,
    'firstName' | 'lastName' | 'email' | 'phone' | 'note' | 'locale' | 'addresses' | 'taxExempt' | 'state'
  >
>;

const NO_CONSENT: ShopifyConsent = {
  marketingState: 'NOT_SUBSCRIBED',
  marketingOptInLevel: null,
  marketingUpdatedAt: null,
};

export function customerOrRefuse(site: Site, id: string): ShopifyCustomer {
  const customer = site.shop.store.customers.get(id);
  if (!customer) throw new ActionRefused(`There is no customer ${id}.`);
  return customer;
}

export function createCustomer(
  site: Site,
  fields: CustomerChange & { tags?: string[]; emailConsent?: ShopifyConsent },
): ShopifyCustomer {
  const { store } = site.shop;
  refuseTaken(site, fields, null);
  const at = now();
  const customer = store.putCustomer({
    id: freshId(),
    createdAt: at,
    updatedAt: at,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    state: 'DISABLED',
    locale: 'en',
    note: null,
    tags: [],
    verifiedEmail: true,
    taxExempt: false,
    emailConsent: NO_CONSENT,
    smsConsent: NO_CONSENT,
    addresses: [],
    ...fields,
  });
  announce(site, 'customers/create', customerPayload(customer, store.shop));
  if (customer.emailConsent !== NO_CONSENT)
    announce(site, 'customers_email_marketing_consent/update', emailConsentPayload(customer, store.shop));
  return customer;
}

export function changeCustomer(site: Site, customer: ShopifyCustomer, change: CustomerChange): void {
  refuseTaken(site, change, customer);
  Object.assign(customer, change);
  announceChange(site, customer);
}

/** Marks the customer as changed now and says so. */
export function announceChange(site: Site, customer: ShopifyCustomer): void {
  site.shop.store.touchCustomer(customer);
  announce(site, 'customers/update', customerPayload(customer, site.shop.store.shop));
}

function refuseTaken(site: Site, change: CustomerChange, self: ShopifyCustomer | null): void {
  for (const field of ['email', 'phone'] as const) {
    const value = change[field];
    if (value && value !== self?.[field] && isTaken(site, field, value, self)) {
      throw new ActionRefused(`${field === 'email' ? 'Email' : 'Phone'} has already been taken`);
    }
  }
}

function isTaken(site: Site, field: 'email' | 'phone', value: string, self: ShopifyCustomer | null): boolean {
  const wanted = value.toLowerCase();
  for (const other of site.shop.store.customers.values()) {
    if (other !== self && other[field]?.toLowerCase() === wanted) return true;
  }
  return false;
}

export function addTags(site: Site, customer: ShopifyCustomer, tags: readonly string[]): void {
  const known = new Set(customer.tags.map((tag) => tag.toLowerCase()));
  const added = tags.filter((tag) => !known.has(tag.toLowerCase()));
  if (added.length === 0) return;
  customer.tags = [...customer.tags, ...added];
  announceChange(site, customer);
  announce(site, 'customer.tags_added', customerTagsPayload(customer.id, added, now()));
}

export function removeTags(site: Site, customer: ShopifyCustomer, tags: readonly string[]): void {
  const gone = new Set(tags.map((tag) => tag.toLowerCase()));
  const removed = customer.tags.filter((tag) => gone.has(tag.toLowerCase()));
  if (removed.length === 0) return;
  customer.tags = customer.tags.filter((tag) => !gone.has(tag.toLowerCase()));
  announceChange(site, customer);
  announce(site, 'customer.tags_removed', customerTagsPayload(customer.id, removed, now()));
}

export function setEmailConsent(site: Site, customer: ShopifyCustomer, consent: ShopifyConsent): void {
  if (customer.email === null) throw new ActionRefused('The customer has no email address.');
  customer.emailConsent = consent;
  site.shop.store.touchCustomer(customer);
  announce(site, 'customers_email_marketing_consent/update', emailConsentPayload(customer, site.shop.store.shop));
}

export function setSmsConsent(site: Site, customer: ShopifyCustomer, consent: ShopifyConsent): void {
  if (customer.phone === null) throw new ActionRefused('A phone number is required to set the SMS consent state.');
  customer.smsConsent = consent;
  site.shop.store.touchCustomer(customer);
  announce(site, 'customers_marketing_consent/update', smsConsentPayload(customer, site.shop.store.shop));
}

export function deleteCustomer(site: Site, customer: ShopifyCustomer): void {
  if (site.shop.store.ordersOf(customer.id).length > 0)
    throw new ActionRefused('Customer can’t be deleted because they have orders.');
  site.shop.store.deleteCustomer(customer.id);
  site.shop.store.metafields.delete(toGid('Customer', customer.id));
  announce(site, 'customers/delete', customerDeletePayload(customer.id));
}

/** Merges `gone` into `kept`: its orders, tags and missing fields move over. Answers the id of the job. */
export function mergeCustomers(site: Site, kept: ShopifyCustomer, gone: ShopifyCustomer): string {
  const { store } = site.shop;
  const jobId = freshId();
  if (kept === gone) throw new ActionRefused('A customer cannot be merged with itself.');
  for (const field of ['firstName', 'lastName', 'email', 'phone', 'note'] as const) kept[field] ??= gone[field];
  kept.tags = [...new Set([...kept.tags, ...gone.tags])];
  kept.addresses = [...kept.addresses, ...gone.addresses];
  const moved = store.moveOrders(gone.id, kept.id);
  store.deleteCustomer(gone.id);
  site.shop.mergeJobs.set(toGid('Job', jobId), {
    status: 'COMPLETED',
    resultingCustomerId: toGid('Customer', kept.id),
    customerMergeErrors: [],
  });
  announceChange(site, kept);
  announce(site, 'customers/merge', customerMergePayload(kept.id, gone.id, jobId, null));
  announce(site, 'customers/delete', customerDeletePayload(gone.id));
  for (const order of moved) {
    store.touchOrder(order);
    announce(site, 'orders/updated', orderPayload(order, store));
  }
  if (moved.length > 0) announce(site, 'customers/purchasing_summary', purchasingSummaryPayload(store, kept.id, now()));
  return jobId;
}
