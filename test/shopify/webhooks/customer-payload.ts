import type { ShopifyConsent, ShopifyCustomer, ShopifyShop } from '../dataset.ts';
import { toGid } from '../world/gid.ts';
import { fromCents } from '../world/money.ts';
import type { ShopStore } from '../world/shop-store.ts';
import { latestOrder, spentCents } from '../world/spending.ts';
import { customerAddressPayload } from './address-payload.ts';
import { exactNumber } from './exact-json.ts';
import { zonedInstant } from './zoned-instant.ts';

type Json = Record<string, unknown>;

/** The customer inside an order: the customer's fields without its list of addresses. */
export function embeddedCustomerPayload(customer: ShopifyCustomer, shop: ShopifyShop): Json {
  const { addresses, ...rest } = customerPayload(customer, shop);
  void addresses;
  return rest;
}

/** customers/create, update, enable, disable. Tags and consent are not in it since 2025-01. */
export function customerPayload(customer: ShopifyCustomer, shop: ShopifyShop): Json {
  const addresses = customer.addresses.map((address, index) => customerAddressPayload(customer.id, address, index));
  return {
    id: exactNumber(customer.id),
    created_at: zonedInstant(customer.createdAt, shop.ianaTimezone),
    updated_at: zonedInstant(customer.updatedAt, shop.ianaTimezone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state.toLowerCase(),
    note: customer.note,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: customer.taxExempt,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currencyCode,
    addresses,
    tax_exemptions: [],
    admin_graphql_api_id: toGid('Customer', customer.id),
    ...(addresses[0] ? { default_address: addresses[0] } : {}),
  };
}

export function customerDeletePayload(customerId: string): Json {
  return { id: exactNumber(customerId), tax_exemptions: [], admin_graphql_api_id: toGid('Customer', customerId) };
}

/** customers/merge; a failed merge is announced too. */
export function customerMergePayload(keptId: string, deletedId: string, jobId: string, failure: string | null): Json {
  return {
    admin_graphql_api_customer_kept_id: toGid('Customer', keptId),
    admin_graphql_api_customer_deleted_id: toGid('Customer', deletedId),
    admin_graphql_api_job_id: failure === null ? toGid('Job', jobId) : null,
    status: failure === null ? 'completed' : 'failed',
    errors:
      failure === null
        ? []
        : [{ customer_ids: [exactNumber(deletedId)], field: 'merge_in_progress', message: failure }],
  };
}

/** customer.tags_added and customer.tags_removed. */
export function customerTagsPayload(customerId: string, tags: readonly string[], occurredAt: string): Json {
  return { customerId: toGid('Customer', customerId), tags, occurredAt };
}

function consentPayload(consent: ShopifyConsent, shop: ShopifyShop): Json {
  return {
    state: consent.marketingState.toLowerCase(),
    opt_in_level: consent.marketingOptInLevel?.toLowerCase() ?? null,
    consent_updated_at: consent.marketingUpdatedAt && zonedInstant(consent.marketingUpdatedAt, shop.ianaTimezone),
  };
}

/** customers_email_marketing_consent/update */
export function emailConsentPayload(customer: ShopifyCustomer, shop: ShopifyShop): Json {
  return {
    customer_id: exactNumber(customer.id),
    email_address: customer.email,
    email_marketing_consent: consentPayload(customer.emailConsent, shop),
  };
}

/** customers_marketing_consent/update: despite its name, SMS. */
export function smsConsentPayload(customer: ShopifyCustomer, shop: ShopifyShop): Json {
  return {
    id: exactNumber(customer.id),
    phone: customer.phone,
    sms_marketing_consent: { ...consentPayload(customer.smsConsent, shop), consent_collected_from: 'other' },
  };
}

/** customers/purchasing_summary */
export function purchasingSummaryPayload(store: ShopStore, customerId: string, occurredAt: string): Json {
  const orders = store.ordersOf(customerId);
  const last = latestOrder(orders);
  return {
    customerId: toGid('Customer', customerId),
    numberOfOrders: orders.length,
    amountSpent: { amount: fromCents(spentCents(orders)), currencyCode: store.shop.currencyCode },
    lastOrderId: last ? toGid('Order', last.id) : null,
    occurredAt,
  };
}
