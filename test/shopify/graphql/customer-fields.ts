import type { ShopifyConsent, ShopifyCustomer } from '../dataset.ts';
import { addressId } from '../webhooks/address-payload.ts';
import { toGid } from '../world/gid.ts';
import { fromCents } from '../world/money.ts';
import { latestOrder, spentCents } from '../world/spending.ts';
import { type IdentifiedAddress, identifiedAddress } from './address-fields.ts';
import type { FieldTable, GraphContext } from './graph-context.ts';
import { metafieldFieldsFor } from './metafield-fields.ts';
import { moneyV2 } from './money-fields.ts';
import { visibleOrders } from './order-access.ts';
import { orderConnection } from './order-connection.ts';
import { paginateList } from './page.ts';

export function displayName(customer: ShopifyCustomer): string {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  return name || customer.email || customer.phone || '';
}

function addressesOf(customer: ShopifyCustomer): IdentifiedAddress[] {
  return customer.addresses.flatMap((address, index) => {
    const found = identifiedAddress(address, addressId(customer.id, index), 'CustomerAddress');
    return found ? [found] : [];
  });
}

function consentState(consent: ShopifyConsent): Record<string, unknown> {
  return {
    marketingState: consent.marketingState,
    marketingOptInLevel: consent.marketingOptInLevel,
    consentUpdatedAt: consent.marketingUpdatedAt,
    consentCollectedFrom: 'OTHER',
  };
}

/** "3 years" and so on, from the day the customer was created. */
function lifetime(customer: ShopifyCustomer): string {
  const days = Math.floor((Date.now() - Date.parse(customer.createdAt)) / 86_400_000);
  if (days >= 365) return `about ${Math.floor(days / 365)} years`;
  return days >= 30 ? `about ${Math.floor(days / 30)} months` : `${days} days`;
}

function emailAddress(customer: ShopifyCustomer): Record<string, unknown> | null {
  if (customer.email === null) return null;
  return {
    emailAddress: customer.email,
    validFormat: /^\S+@\S+\.\S+$/.test(customer.email),
    ...consentFields(customer.emailConsent),
  };
}

function phoneNumber(customer: ShopifyCustomer): Record<string, unknown> | null {
  if (customer.phone === null) return null;
  return { phoneNumber: customer.phone, marketingCollectedFrom: 'OTHER', ...consentFields(customer.smsConsent) };
}

function consentFields(consent: ShopifyConsent): Record<string, unknown> {
  const { marketingState, marketingOptInLevel, marketingUpdatedAt } = consent;
  return { marketingState, marketingOptInLevel, marketingUpdatedAt };
}

function spentOf(customer: ShopifyCustomer, context: GraphContext): unknown {
  return moneyV2(fromCents(spentCents(context.store.ordersOf(customer.id))), context.store.shop.currencyCode);
}

export const CUSTOMER_FIELDS: FieldTable<ShopifyCustomer> = {
  id: (customer) => toGid('Customer', customer.id),
  legacyResourceId: (customer) => customer.id,
  displayName,
  dataSaleOptOut: () => false,
  canDelete: (customer, _args, context) => context.store.ordersOf(customer.id).length === 0,
  numberOfOrders: (customer, _args, context) => String(context.store.ordersOf(customer.id).length),
  amountSpent: (customer, _args, context) => spentOf(customer, context),
  lastOrder: (customer, _args, context) => latestOrder(visibleOrders(context, context.store.ordersOf(customer.id))),
  orders: (customer, args, context) => orderConnection(context.store.ordersOf(customer.id), args, context),
  lifetimeDuration: lifetime,
  defaultEmailAddress: emailAddress,
  defaultPhoneNumber: phoneNumber,
  emailMarketingConsent: (customer) => (customer.email === null ? null : consentState(customer.emailConsent)),
  smsMarketingConsent: (customer) => (customer.phone === null ? null : consentState(customer.smsConsent)),
  validEmailAddress: (customer) => customer.email !== null,
  defaultAddress: (customer) => addressesOf(customer)[0] ?? null,
  addresses: (customer, args) => addressesOf(customer).slice(0, (args.first as number | undefined) ?? 250),
  addressesV2: (customer, args, context) => paginateList(addressesOf(customer), args, context),
  statistics: () => ({ predictedSpendTier: null, rfmGroup: null }),
  mergeable: () => ({ isMergeable: true, reason: null, errorFields: [], mergeInProgress: null }),
  productSubscriberStatus: () => 'NEVER_SUBSCRIBED',
  taxExemptions: () => [],
  ...metafieldFieldsFor<ShopifyCustomer>('Customer'),
};
