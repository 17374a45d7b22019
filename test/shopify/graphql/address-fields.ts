import type { ShopifyAddress } from '../dataset.ts';
import { toGid } from '../world/gid.ts';
import type { FieldTable } from './graph-context.ts';

/** An address with the id it is known by; the dataset gives addresses none. */
export type IdentifiedAddress = ShopifyAddress & { gid: string };

export function identifiedAddress(
  address: ShopifyAddress | null | undefined,
  id: string,
  model: string,
): IdentifiedAddress | null {
  return address ? { ...address, gid: `${toGid('MailingAddress', id)}?model_name=${model}` } : null;
}

function nameOf(address: ShopifyAddress): string | null {
  return [address.firstName, address.lastName].filter(Boolean).join(' ') || null;
}

export const ADDRESS_FIELDS: FieldTable<IdentifiedAddress> = {
  id: (address) => address.gid,
  countryCode: (address) => address.countryCodeV2,
  name: nameOf,
  formattedArea: (address) => [address.city, address.provinceCode, address.country].filter(Boolean).join(', ') || null,
  formatted: (address) =>
    [address.address1, address.address2, address.zip, address.city, address.country].filter(Boolean),
};
