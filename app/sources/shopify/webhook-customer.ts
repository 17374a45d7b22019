import { isStrangersName } from '#app/normalise/same-name.ts';
import { WEAK_VERSION } from '#app/records/cleaned.ts';
import type { ConsentState, ConsentStatementInput, CustomerRecordInput } from '#app/records/types.ts';
import { idOf, instantOf, objectOf, type Payload, requiredId, textOf } from './payload.ts';

/** customers/create, update, enable, disable: the whole customer but tags and consent, which have topics of their own. */
export function customerFromWebhook(payload: Payload): CustomerRecordInput {
  const address = ownAddress(payload, payload['default_address'], 'first_name', 'last_name');
  const id = requiredId(payload['admin_graphql_api_id'] ?? payload['id'], 'customer');
  return {
    kind: 'customer',
    recordKind: 'customer',
    provenance: 'said',
    externalId: id,
    versionAt: instantOf(payload['updated_at']),
    givenName: textOf(payload['first_name']),
    familyName: textOf(payload['last_name']),
    email: textOf(payload['email']),
    emailVerified: payload['verified_email'] === true,
    phone: textOf(payload['phone']),
    ...(address ? addressOf(address) : {}),
    accountState: textOf(payload['state']),
    note: textOf(payload['note']),
    createdAt: instantOf(payload['created_at']),
    identifiers: [{ kind: 'shopify_customer', value: id, verified: true }],
  };
}

/** The customer inside an order: as old as can be, so that any payload of his own beats it. */
export function customerFromOrder(payload: Payload): CustomerRecordInput {
  return { ...customerFromWebhook(payload), versionAt: WEAK_VERSION };
}

/**
 * The default address of a customer, unless a stranger's name stands on it: Shopify makes that of his first order his own, and that may
 * be where a present went. Fields as the payload names them.
 */
export function ownAddress(customer: Payload, address: unknown, given: string, family: string): Payload | null {
  const found = objectOf(address);
  const nameOf = (object: Payload) => ({ givenName: textOf(object[given]), familyName: textOf(object[family]) });
  return found && isStrangersName(nameOf(customer), nameOf(found)) ? null : found;
}

function addressOf(address: Payload) {
  return {
    company: textOf(address['company']),
    line1: textOf(address['address1']),
    line2: textOf(address['address2']),
    city: textOf(address['city']),
    region: textOf(address['province_code']) ?? textOf(address['province']),
    postalCode: textOf(address['zip']),
    country: textOf(address['country_code']) ?? textOf(address['country']),
    ...(textOf(address['phone']) ? { otherPhones: [textOf(address['phone'])!] } : {}),
  };
}

/** customers/delete: a tombstone as of when it was sent. */
export function deletedCustomer(payload: Payload, triggeredAt: Date): CustomerRecordInput {
  return {
    kind: 'customer',
    recordKind: 'customer',
    provenance: 'said',
    externalId: requiredId(payload['admin_graphql_api_id'] ?? payload['id'], 'customer'),
    versionAt: triggeredAt,
    deletedAt: triggeredAt,
  };
}

/** customers/merge, once it is completed: the one that is gone names the one that stays. Failed merges change nothing. */
export function mergedCustomer(payload: Payload, triggeredAt: Date): CustomerRecordInput[] {
  if (payload['status'] !== 'completed') {
    return [];
  }
  return [
    {
      kind: 'customer',
      recordKind: 'customer',
      provenance: 'said',
      externalId: requiredId(payload['admin_graphql_api_customer_deleted_id'], 'deleted customer'),
      versionAt: triggeredAt,
      deletedAt: triggeredAt,
      mergedInto: idOf(payload['admin_graphql_api_customer_kept_id']),
    },
  ];
}

/** A guest's checkout: an order without a customer, but with somebody's contact. Null if it names nobody at all. */
export function guestFromOrder(order: Payload, orderId: string): CustomerRecordInput | null {
  const address = objectOf(order['billing_address']) ?? objectOf(order['shipping_address']);
  const email = textOf(order['email']) ?? textOf(order['contact_email']);
  const phone = textOf(order['phone']);
  if (!email && !phone && !address) {
    return null;
  }
  return {
    kind: 'customer',
    recordKind: 'guest',
    provenance: 'said',
    externalId: `guest:${orderId}`,
    versionAt: instantOf(order['updated_at']),
    email,
    phone,
    ...(address
      ? { givenName: textOf(address['first_name']), familyName: textOf(address['last_name']), ...addressOf(address) }
      : {}),
    createdAt: instantOf(order['created_at']),
  };
}

const STATES: Readonly<Record<string, ConsentState>> = {
  subscribed: 'granted',
  unsubscribed: 'denied',
  redacted: 'denied',
  invalid: 'denied',
  pending: 'pending',
  // "Not subscribed" is the absence of a yes: it neither grants nor withdraws.
  not_subscribed: 'unknown',
};

/** Shopify's marketing state as ours. */
export function consentState(state: unknown): ConsentState {
  return STATES[String(state ?? '').toLowerCase()] ?? 'unknown';
}

/** customers_email_marketing_consent/update and customers_marketing_consent/update (SMS). */
export function consentFromWebhook(
  payload: Payload,
  channel: 'email' | 'sms',
  triggeredAt: Date,
): ConsentStatementInput {
  const consent = objectOf(payload[channel === 'email' ? 'email_marketing_consent' : 'sms_marketing_consent']) ?? {};
  return {
    kind: 'consent',
    customerExternalId: requiredId(payload['customer_id'] ?? payload['id'], 'customer'),
    versionAt: triggeredAt,
    channel,
    purpose: 'marketing',
    contact: textOf(channel === 'email' ? payload['email_address'] : payload['phone']),
    state: consentState(consent['state']),
    statedAt: instantOf(consent['consent_updated_at']),
    method: textOf(consent['opt_in_level']),
    evidence: 'Shopify marketing consent',
  };
}
