import type { Check } from './check.ts';
import { addressIncomplete } from './checks/address-incomplete.ts';
import { birthDateDefault } from './checks/birth-date-default.ts';
import { birthDateImpossible } from './checks/birth-date-impossible.ts';
import { consentContradictory } from './checks/consent-contradictory.ts';
import { consentWithoutTime } from './checks/consent-without-time.ts';
import { contactStale } from './checks/contact-stale.ts';
import { emailInTwoProfiles } from './checks/email-in-two-profiles.ts';
import { emailMissing } from './checks/email-missing.ts';
import { emailPlaceholder } from './checks/email-placeholder.ts';
import { emailTypoDomain } from './checks/email-typo-domain.ts';
import { emailUnreadable } from './checks/email-unreadable.ts';
import { nameLetterCase } from './checks/name-letter-case.ts';
import { nameMissing } from './checks/name-missing.ts';
import { namePlaceholder } from './checks/name-placeholder.ts';
import { orderInFuture } from './checks/order-in-future.ts';
import { orderTotalDiffers } from './checks/order-total-differs.ts';
import { orderWithoutPerson } from './checks/order-without-person.ts';
import { phoneMissing } from './checks/phone-missing.ts';
import { phoneUnusable } from './checks/phone-unusable.ts';
import { postalCodeMalformed } from './checks/postal-code-malformed.ts';
import { refundAboveOrder } from './checks/refund-above-order.ts';
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
  email_unreadable: emailUnreadable,
  email_placeholder: emailPlaceholder,
  email_typo_domain: emailTypoDomain,
  phone_unusable: phoneUnusable,
  name_placeholder: namePlaceholder,
  postal_code_malformed: postalCodeMalformed,
  birth_date_default: birthDateDefault,
  birth_date_impossible: birthDateImpossible,
  order_in_future: orderInFuture,
  name_letter_case: nameLetterCase,
  consent_contradictory: consentContradictory,
  order_total_differs: orderTotalDiffers,
  refund_above_order: refundAboveOrder,
  shopify_totals_differ: shopifyTotalsDiffer,
  email_in_two_profiles: emailInTwoProfiles,
  twice_in_source: twiceInSource,
  source_late: sourceLate,
  contact_stale: contactStale,
} as const satisfies Record<string, Check>;

export const CHECK_LIST: readonly Check[] = Object.values(CHECKS);

/** The check of this key; null if there is none (any more). */
export function findCheck(key: string): Check | null {
  return CHECK_LIST.find((check) => check.key === key) ?? null;
}
