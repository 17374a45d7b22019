import type { ShopifyCustomer } from '../dataset.ts';
import { now } from '../world/instant.ts';
import type { ShopStore, StoredSegment } from '../world/shop-store.ts';
import { exactNumber } from './exact-json.ts';

type Json = Record<string, unknown>;

/** app/uninstalled and shop/update: the REST shop object. */
export function shopPayload(store: ShopStore): Json {
  const { shop } = store;
  return {
    id: exactNumber(shop.id),
    name: shop.name,
    email: shop.email,
    domain: `${shop.handle}.example.com`,
    province: null,
    country: shop.countryCode,
    address1: null,
    zip: null,
    city: null,
    source: null,
    phone: null,
    latitude: null,
    longitude: null,
    primary_locale: 'en',
    address2: null,
    created_at: null,
    updated_at: now(),
    country_code: shop.countryCode,
    country_name: shop.countryCode,
    currency: shop.currencyCode,
    customer_email: shop.email,
    timezone: shop.ianaTimezone,
    iana_timezone: shop.ianaTimezone,
    shop_owner: 'Olive Owner',
    money_format: '{{amount}}',
    money_with_currency_format: `{{amount}} ${shop.currencyCode}`,
    weight_unit: 'kg',
    province_code: null,
    taxes_included: null,
    auto_configure_tax_inclusivity: null,
    tax_shipping: null,
    county_taxes: null,
    plan_display_name: 'Developer Preview',
    plan_name: 'partner_test',
    has_discounts: false,
    has_gift_cards: false,
    myshopify_domain: store.domain,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    money_in_emails_format: '{{amount}}',
    money_with_currency_in_emails_format: `{{amount}} ${shop.currencyCode}`,
    eligible_for_payments: true,
    requires_extra_payments_agreement: false,
    password_enabled: false,
    has_storefront: true,
    finances: true,
    primary_location_id: store.locations[0] ? exactNumber(store.locations[0].id) : null,
    checkout_api_supported: true,
    multi_location_enabled: store.locations.length > 1,
    setup_required: false,
    pre_launch_enabled: false,
    enabled_presentment_currencies: [shop.currencyCode],
    marketing_sms_consent_enabled_at_checkout: false,
    transactional_sms_disabled: false,
  };
}

export function scopesUpdatePayload(store: ShopStore, previous: string[], current: string[]): Json {
  return {
    id: exactNumber(store.shop.id),
    shop_id: exactNumber(store.shop.id),
    previous,
    current,
    updated_at: now(),
  };
}

function compliancePerson(customer: ShopifyCustomer): Json {
  return { id: exactNumber(customer.id), email: customer.email, phone: customer.phone };
}

export function dataRequestPayload(store: ShopStore, customer: ShopifyCustomer, requestId: string): Json {
  return {
    shop_id: exactNumber(store.shop.id),
    shop_domain: store.domain,
    customer: compliancePerson(customer),
    orders_requested: store.ordersOf(customer.id).map((order) => exactNumber(order.id)),
    data_request: { id: exactNumber(requestId) },
  };
}

export function customerRedactPayload(store: ShopStore, customer: ShopifyCustomer): Json {
  return {
    shop_id: exactNumber(store.shop.id),
    shop_domain: store.domain,
    customer: compliancePerson(customer),
    orders_to_redact: store.ordersOf(customer.id).map((order) => exactNumber(order.id)),
  };
}

export function shopRedactPayload(store: ShopStore): Json {
  return { shop_id: exactNumber(store.shop.id), shop_domain: store.domain };
}

export function segmentPayload(segment: StoredSegment): Json {
  return {
    id: exactNumber(segment.id),
    name: segment.name,
    query: segment.query,
    creationDate: segment.creationDate,
    lastEditDate: segment.lastEditDate,
  };
}
