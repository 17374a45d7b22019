import type { ShopifyAddress } from '#test/shopify/dataset.ts';
import { abbreviateStreet, plainLetters, recase, typo } from './dirt.ts';
import type { Home } from './homes.ts';
import { homeAt } from './households.ts';
import type { Manner } from './manners.ts';
import type { Random } from './random.ts';
import type { Subject } from './subjects.ts';

export type TypedAddress = {
  line1: string;
  line2: string | null;
  city: string;
  region: string;
  regionName: string;
  postalCode: string;
  country: string;
  countryName: string;
};

/** Where a record says the person lives at `at`; null when nobody asked. */
export function typeAddress(random: Random, subject: Subject, manner: Manner, at: number): TypedAddress | null {
  if (random.chance(manner.noAddress)) return null;
  const { household } = subject;
  const home = random.chance(manner.stale) ? household.homes[0] : homeAt(household, at);
  return writeAddress(random, home, manner);
}

export function writeAddress(random: Random, home: Home, manner: Manner): TypedAddress {
  const shortened = random.chance(0.45) ? abbreviateStreet(random, home.line1) : home.line1;
  const plain = random.chance(manner.accentsLost) ? plainLetters(shortened) : shortened;
  const line1 = random.chance(manner.addressTypo) ? typo(random, plain) : plain;
  const cases = { upper: manner.upper, lower: manner.lower };
  const wantsLine2 = home.line2 !== null && !random.chance(0.12);
  // Some put the flat on the street line.
  const inOne = wantsLine2 && random.chance(0.15);
  return {
    line1: recase(random, inOne ? `${line1}, ${home.line2}` : line1, cases),
    line2: wantsLine2 && !inOne ? home.line2 : null,
    city: recase(random, random.chance(manner.addressTypo) ? typo(random, home.city) : home.city, cases),
    region: home.region,
    regionName: home.regionName,
    postalCode: writePostalCode(random, home, manner),
    country: home.country,
    countryName: home.countryName,
  };
}

export function toShopifyAddress(
  address: TypedAddress,
  who: { firstName: string | null; lastName: string | null; company: string | null; phone: string | null },
): ShopifyAddress {
  return {
    ...who,
    address1: address.line1,
    address2: address.line2,
    city: address.city,
    province: address.regionName,
    provinceCode: address.region,
    country: address.countryName,
    countryCodeV2: address.country,
    zip: address.postalCode,
  };
}

/** Zeros lost to a spreadsheet, blanks left out, the apostrophe that was meant to save them, ZIP+4. */
function writePostalCode(random: Random, home: Home, manner: Manner): string {
  const code = home.postalCode;
  const draw = random.next();
  if (draw < manner.apostrophe) return `'${code}`;
  if (home.country !== 'US') return draw > 0.8 ? code.replace(' ', '').toLowerCase() : code;
  if (draw > 1 - manner.apostrophe && code.startsWith('0')) return code.slice(1);
  if (draw < manner.apostrophe + 0.04) return `${code}-${String(1000 + home.line1.length * 37)}`;
  return code;
}
