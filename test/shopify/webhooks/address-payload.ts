import type { ShopifyAddress } from '../dataset.ts';
import { exactNumber } from './exact-json.ts';

type Json = Record<string, unknown>;

function fullName(address: ShopifyAddress): string {
  return [address.firstName, address.lastName].filter(Boolean).join(' ');
}

/** Id of the n-th address of a customer: the dataset gives addresses none. At most 19 digits, stable. */
export function addressId(customerId: string, index: number): string {
  return `${customerId.slice(-15).replace(/^0+/, '') || '1'}${index + 1}`;
}

/** billing_address and shipping_address of an order. */
export function orderAddressPayload(address: ShopifyAddress | null): Json | null {
  if (!address) return null;
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: fullName(address),
    country_code: address.countryCodeV2,
    province_code: address.provinceCode,
  };
}

/** An entry of a customer's addresses; the first is the default one. */
export function customerAddressPayload(customerId: string, address: ShopifyAddress, index: number): Json {
  return {
    id: exactNumber(addressId(customerId, index)),
    customer_id: exactNumber(customerId),
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    country: address.country,
    zip: address.zip,
    phone: address.phone,
    name: fullName(address),
    province_code: address.provinceCode,
    country_code: address.countryCodeV2,
    country_name: address.country,
    default: index === 0,
  };
}
