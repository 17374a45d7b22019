import type { Check } from './check.ts';
import { addressIncomplete } from './checks/address-incomplete.ts';
import { birthDateDefault } from './checks/birth-date-default.ts';
import { birthDateImpossible } from './checks/birth-date-impossible.ts';
import { consentContradictory } from './checks/consent-contradictory.ts';
import { consentInFuture } from './checks/consent-in-future.ts';
import { consentWithoutContact } from './checks/consent-without-contact.ts';
import { consentWithoutTime } from './checks/consent-without-time.ts';
import { contactStale } from './checks/contact-stale.ts';
import { countryUnknown } from './checks/country-unknown.ts';
import { deadWeight } from './checks/dead-weight.ts';
import { emailInTwoProfiles } from './checks/email-in-two-profiles.ts';
import { emailMissing } from './checks/email-missing.ts';
import { emailOfMany } from './checks/email-of-many.ts';
import { emailPlaceholder } from './checks/email-placeholder.ts';
import { emailTypoDomain } from './checks/email-typo-domain.ts';
import { emailUnreadable } from './checks/email-unreadable.ts';
import { lineWithoutProduct } from './checks/line-without-product.ts';
import { nameLetterCase } from './checks/name-letter-case.ts';
import { nameMissing } from './checks/name-missing.ts';
import { namePlaceholder } from './checks/name-placeholder.ts';
import { nameWithDigits } from './checks/name-with-digits.ts';
import { orderInFuture } from './checks/order-in-future.ts';
import { orderNegative } from './checks/order-negative.ts';
import { orderOutOfProportion } from './checks/order-out-of-proportion.ts';
import { orderTotalDiffers } from './checks/order-total-differs.ts';
import { orderTwice } from './checks/order-twice.ts';
import { orderWithoutLines } from './checks/order-without-lines.ts';
import { orderWithoutPerson } from './checks/order-without-person.ts';
import { orderWithoutStore } from './checks/order-without-store.ts';
import { phoneMissing } from './checks/phone-missing.ts';
import { phoneOfMany } from './checks/phone-of-many.ts';
import { phoneUnusable } from './checks/phone-unusable.ts';
import { postalCodeMalformed } from './checks/postal-code-malformed.ts';
import { profileContradicts } from './checks/profile-contradicts.ts';
import { refundAboveOrder } from './checks/refund-above-order.ts';
import { refundWithoutOrder } from './checks/refund-without-order.ts';
import { shopifyTotalsDiffer } from './checks/shopify-totals-differ.ts';
import { sourceLate } from './checks/source-late.ts';
import { twiceInSource } from './checks/twice-in-source.ts';

/** Every check there is, one file each in checks/, in the order in which they are shown. */
export const CHECKS = {
  email_missing: emailMissing,
  phone_missing: phoneMissing,
  name_missing: nameMissing,
  address_incomplete: addressIncomplete,
  consent_without_time: consentWithoutTime,
  order_without_person: orderWithoutPerson,
  line_without_product: lineWithoutProduct,
  order_without_store: orderWithoutStore,
  order_without_lines: orderWithoutLines,
  email_unreadable: emailUnreadable,
  email_placeholder: emailPlaceholder,
  email_typo_domain: emailTypoDomain,
  email_of_many: emailOfMany,
  phone_unusable: phoneUnusable,
  phone_of_many: phoneOfMany,
  name_placeholder: namePlaceholder,
  name_with_digits: nameWithDigits,
  postal_code_malformed: postalCodeMalformed,
  country_unknown: countryUnknown,
  birth_date_default: birthDateDefault,
  birth_date_impossible: birthDateImpossible,
  order_in_future: orderInFuture,
  order_out_of_proportion: orderOutOfProportion,
  order_negative: orderNegative,
  consent_in_future: consentInFuture,
  name_letter_case: nameLetterCase,
  consent_contradictory: consentContradictory,
  profile_contradicts: profileContradicts,
  consent_without_contact: consentWithoutContact,
  order_total_differs: orderTotalDiffers,
  refund_above_order: refundAboveOrder,
  refund_without_order: refundWithoutOrder,
  shopify_totals_differ: shopifyTotalsDiffer,
  email_in_two_profiles: emailInTwoProfiles,
  twice_in_source: twiceInSource,
  order_twice: orderTwice,
  source_late: sourceLate,
  contact_stale: contactStale,
  dead_weight: deadWeight,
} as const satisfies Record<string, Check>;

export const CHECK_LIST: readonly Check[] = Object.values(CHECKS);

/** The check of this key; null if there is none (any more). */
export function findCheck(key: string): Check | null {
  return CHECK_LIST.find((check) => check.key === key) ?? null;
}
