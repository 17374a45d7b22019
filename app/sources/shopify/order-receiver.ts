import type { OrderReceiver } from '#app/records/order-receiver.ts';
import { receiverBeside } from '../receiver.ts';
import { objectOf, type Payload, textOf } from './payload.ts';

/** The names of an address's fields: webhooks write `first_name`, queries `firstName`. */
const WEBHOOK = { given: 'first_name', family: 'last_name', region: 'province_code', country: 'country_code' };
const QUERY = { given: 'firstName', family: 'lastName', region: 'provinceCode', country: 'countryCodeV2' };

/** Whom a webhook's order went to, if it was somebody else than who is billed and whose account it is. */
export function receiverFromWebhook(order: Payload): OrderReceiver | undefined {
  return receiverOf(order['shipping_address'], [order['billing_address'], order['customer']], WEBHOOK);
}

/** The same of an order of a query. */
export function receiverFromQuery(order: Payload): OrderReceiver | undefined {
  return receiverOf(order['shippingAddress'], [order['billingAddress'], order['customer']], QUERY);
}

function receiverOf(shipping: unknown, payers: unknown[], fields: typeof WEBHOOK): OrderReceiver | undefined {
  const address = objectOf(shipping);
  if (!address) return undefined;
  const receiver = {
    ...nameOf(address, fields),
    fullName: null,
    company: textOf(address['company']),
    line1: textOf(address['address1']),
    line2: textOf(address['address2']),
    city: textOf(address['city']),
    region: textOf(address[fields.region]) ?? textOf(address['province']),
    postalCode: textOf(address['zip']),
    country: textOf(address[fields.country]) ?? textOf(address['country']),
    phone: textOf(address['phone']),
  };
  return receiverBeside(
    receiver,
    payers.map((payer) => nameOf(objectOf(payer) ?? {}, fields)),
  );
}

function nameOf(object: Payload, fields: typeof WEBHOOK) {
  return { givenName: textOf(object[fields.given]), familyName: textOf(object[fields.family]) };
}
