import { describe, expect, it } from 'vitest';
import { receiverFromQuery, receiverFromWebhook } from './order-receiver.ts';
import { ownAddress } from './webhook-customer.ts';

const SALEM = {
  address1: '7 Birch Road',
  address2: null,
  city: 'Salem',
  zip: '97301',
  phone: '503-555-0142',
  company: null,
};

function webhook(
  shipping: [given: string, family: string] | null,
  billing: [string, string] | null,
  customer: [string, string] | null,
) {
  const named = ([first_name, last_name]: [string, string]) => ({ first_name, last_name });
  return {
    shipping_address: shipping && { ...SALEM, ...named(shipping), province_code: 'OR', country_code: 'US' },
    billing_address: billing && named(billing),
    customer: customer && named(customer),
  };
}

function query(...names: Parameters<typeof webhook>) {
  const [shipping, billing, customer] = names;
  const named = ([firstName, lastName]: [string, string]) => ({ firstName, lastName });
  return {
    shippingAddress: shipping && { ...SALEM, ...named(shipping), provinceCode: 'OR', countryCodeV2: 'US' },
    billingAddress: billing && named(billing),
    customer: customer && { id: 'gid://shopify/Customer/1', ...named(customer) },
  };
}

const ANNA: [string, string] = ['Anna', 'Meyer'];
const RUTH: [string, string] = ['Ruth', 'Olsen'];
const NAMED = {
  givenName: 'Ruth',
  familyName: 'Olsen',
  fullName: null,
  company: null,
  line1: '7 Birch Road',
  line2: null,
  city: 'Salem',
  region: 'OR',
  postalCode: '97301',
  country: 'US',
  phone: '503-555-0142',
};

describe('the receiver of a Shopify order', () => {
  it.each<[string, Parameters<typeof webhook>, object | undefined]>([
    ['another than who is billed', [RUTH, ANNA, null], NAMED],
    ['another than whose account it is', [RUTH, null, ANNA], NAMED],
    ['who is billed', [RUTH, RUTH, ANNA], undefined],
    ['whose account it is, on a card of another', [ANNA, RUTH, ANNA], undefined],
    ['the only one named', [RUTH, null, null], undefined],
    ['nobody: nothing was sent', [null, ANNA, ANNA], undefined],
  ])('is %s; webhook and query say the same', (_, names, receiver) => {
    expect(receiverFromWebhook(webhook(...names))).toEqual(receiver);
    expect(receiverFromQuery(query(...names))).toEqual(receiver);
  });
});

describe('the default address of a customer', () => {
  const own = (customer: [string, string], address: [string, string]) =>
    ownAddress(
      { first_name: customer[0], last_name: customer[1] },
      { ...SALEM, first_name: address[0], last_name: address[1] },
      'first_name',
      'last_name',
    );

  it('is not his under a stranger’s name, and is his under the family’s, his own, or none', () => {
    expect(own(ANNA, RUTH)).toBeNull();
    expect(own(ANNA, ['Paul', 'Meyer'])).toMatchObject({ city: 'Salem' });
    expect(own(ANNA, ['Ana', 'Meier'])).toMatchObject({ city: 'Salem' });
    expect(own(ANNA, ['', ''])).toMatchObject({ city: 'Salem' });
  });
});
