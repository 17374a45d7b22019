import { foldText } from '#app/normalise/text.ts';
import type { FieldDefinition, Subject } from '../fields/field.ts';
import { foldHeader, type HeaderMatch, matchHeader } from '../match-header.ts';
import { fitValues } from './fit-values.ts';
import { isCommonGivenName } from './given-names.ts';
import { type ColumnProfile, shareOf } from './profile-column.ts';

/** How much speaks for a column being a field, and what. */
export type Candidate = { score: number; reason: string };

/**
 * Header and content together. A header that names the field counts as far as the values can be what it wants; without a header the
 * values alone count, for the few fields whose values nothing else looks like.
 */
export function scoreColumn(
  field: FieldDefinition,
  profile: ColumnProfile,
  subject: Subject,
  headless: boolean,
): Candidate | null {
  const header = headless ? null : matchHeader(profile.column, field, subject);
  const named = header === null ? null : byHeader(header, profile, field, subject);
  const seen = byContent(field, profile, subject, headless);
  if (named && seen) return { score: Math.min(0.99, Math.max(named.score, seen.score) + 0.02), reason: named.reason };
  return named ?? seen;
}

function byHeader(header: HeaderMatch, profile: ColumnProfile, field: FieldDefinition, subject: Subject): Candidate {
  const fit = fitValues(field.type, profile);
  const score =
    header.score *
    (0.15 + 0.85 * fit) *
    (fit < 0.3 ? 0.4 : 1) *
    aside(field, subject) *
    ofMany(field, profile, subject);
  const words = header.exact ? `The header says “${header.word}”` : `The header is close to “${header.word}”`;
  return { score: score * 0.98, reason: `${words}${contentClause(fit, profile, field)}.` };
}

const WHO = /^customer\.(external_id|.*name|company|.*email|.*phone|contact|loyalty_number|shopify_id)$/;

/** In a file about sales or tickets a "Status" or "Note" is the sale's or the ticket's before it is the person's. */
function aside(field: FieldDefinition, subject: Subject): number {
  const isAside = field.key.startsWith('customer.') && subject !== 'customers' && subject !== 'consents';
  return isAside && !WHO.test(field.key) ? 0.9 : 1;
}

/** An account that is the same in every sale is the merchant's own: as a customer's number it would make one person of all buyers. */
function ofMany(field: FieldDefinition, profile: ColumnProfile, subject: Subject): number {
  const names = field.key === 'customer.external_id' && (subject === 'orders' || subject === 'refunds');
  return names && profile.distinct === 1 && profile.filled > 3 ? 0.3 : 1;
}

function contentClause(fit: number, profile: ColumnProfile, field: FieldDefinition): string {
  if (profile.filled === 0) return '; the column is empty';
  const count = Math.round(fit * profile.filled);
  const noun = NOUNS[field.type];
  if (noun === undefined) return '';
  return fit >= 0.995 ? ` and every value is ${noun}` : ` and ${count} of ${profile.filled} values are ${noun}`;
}

const NOUNS: Partial<Record<FieldDefinition['type'], string>> = {
  email: 'an e-mail address',
  phone: 'a telephone number',
  money: 'an amount',
  number: 'a number',
  instant: 'a date',
  day: 'a date',
  time: 'a time of day',
  boolean: 'a yes or no',
  country: 'a country',
  currency: 'a currency code',
  postal_code: 'a postcode',
  consent: 'a known word for consent',
};

const SUBJECT_BOUND = new Set([
  'customer.other_email',
  'customer.other_phone',
  'customer.birth_date',
  'customer.external_id',
]);

type ContentRule = { kind: string; score: (profile: ColumnProfile) => number };

/** Fields that their values give away. The rest is never mapped on content alone. */
const CONTENT_RULES: Readonly<Record<string, ContentRule>> = {
  'customer.email': { kind: 'e-mail addresses', score: (profile) => shareOf(profile, 'email') },
  'customer.other_email': { kind: 'e-mail addresses', score: (profile) => shareOf(profile, 'email') * 0.9 },
  'customer.phone': { kind: 'telephone numbers', score: (profile) => surePhoneShare(profile) },
  'customer.other_phone': { kind: 'telephone numbers', score: (profile) => surePhoneShare(profile) * 0.9 },
  'customer.country': {
    kind: 'countries',
    score: (profile) => (profile.distinct > 1 ? shareOf(profile, 'country') * 0.8 : 0),
  },
  'customer.birth_date': { kind: 'dates of birth', score: birthdayShare },
  'customer.external_id': { kind: 'unlike codes under a header that speaks of numbers', score: numberedShare },
  'order.currency': {
    kind: 'currency codes',
    score: (profile) => (profile.distinct <= 10 ? shareOf(profile, 'currency') : 0),
  },
};

/** In files without a header more is read from the values, with less confidence. */
const HEADLESS_RULES: Readonly<Record<string, ContentRule>> = {
  'customer.external_id': { kind: 'different short codes', score: idShare },
  'customer.full_name': { kind: 'whole names', score: (profile) => shareOf(profile, 'full_name') * 0.9 },
  'customer.given_name': { kind: 'given names', score: givenNameShare },
  'customer.family_name': { kind: 'single names', score: (profile) => familyNameShare(profile) },
  'customer.birth_date': { kind: 'dates of long ago', score: (profile) => birthShare(profile) },
  'customer.postal_code': {
    kind: 'postcodes',
    score: (profile) => (shareOf(profile, 'integer') < 1 ? shareOf(profile, 'postal_code') * 0.8 : 0),
  },
  'order.placed_at': {
    kind: 'dates',
    score: (profile) => shareOf(profile, 'instant', 'day') * 0.9 - birthShare(profile),
  },
  'order.total': { kind: 'amounts', score: (profile) => shareOf(profile, 'decimal') * 0.8 },
};

function byContent(
  field: FieldDefinition,
  profile: ColumnProfile,
  subject: Subject,
  headless: boolean,
): Candidate | null {
  const rule = CONTENT_RULES[field.key] ?? (headless ? HEADLESS_RULES[field.key] : undefined);
  if (!rule || profile.filled < 2 || isOneForAll(profile)) return null;
  // In a file about sales a second address may be the shop's own, an unlike code the sale's, an old date anything.
  if (SUBJECT_BOUND.has(field.key) && subject !== 'customers' && !headless) return null;
  const share = rule.score(profile);
  if (share < 0.6) return null;
  const reason = `Its values look like ${rule.kind} (${Math.round(share * 100)} %).`;
  return { score: share * (headless ? 0.85 : 0.8), reason };
}

/** The same address on every row is the shop's, not a customer's. */
function isOneForAll(profile: ColumnProfile): boolean {
  return profile.distinct === 1 && profile.filled > 2;
}

/** Dates that spread over decades, most of them long ago. */
function birthdayShare(profile: ColumnProfile): number {
  const years = profile.values.flatMap((value) => /(?:19|20)\d{2}/.exec(value)?.[0] ?? []).map(Number);
  const [first, last] = [years.reduce((a, b) => Math.min(a, b), 9999), years.reduce((a, b) => Math.max(a, b), 0)];
  return years.length >= 5 && first < 1985 && last - first >= 20 && last <= 2025 ? birthShare(profile) : 0;
}

/** `Our no.`: unlike codes, and a header that says nothing but that it numbers. */
function numberedShare(profile: ColumnProfile): number {
  return /\b(?:no|nr|num|number|id|code|key|ref|nummer|numero)\b/.test(foldHeader(profile.column))
    ? idShare(profile) / 0.8
    : 0;
}

function surePhoneShare(profile: ColumnProfile): number {
  return profile.filled === 0 ? 0 : profile.surePhones / profile.filled;
}

/** Short codes of which none comes twice. */
function idShare(profile: ColumnProfile): number {
  const unique = profile.distinct / profile.filled;
  const codes = shareOf(profile, 'code', 'integer') - shareOf(profile, 'decimal') - shareOf(profile, 'phone') * 0.5;
  return unique > 0.98 && profile.filled > 2 ? codes * 0.8 : 0;
}

function givenNameShare(profile: ColumnProfile): number {
  const known = profile.values.filter((value) => isCommonGivenName(foldText(value))).length;
  const share = known / Math.max(1, profile.values.length);
  return share > 0.25 ? Math.min(1, shareOf(profile, 'given_name') * (0.6 + share)) : 0;
}

function familyNameShare(profile: ColumnProfile): number {
  const varied = profile.distinct / profile.filled > 0.3;
  return varied && givenNameShare(profile) < 0.6
    ? shareOf(profile, 'given_name') * 0.75 - shareOf(profile, 'country')
    : 0;
}

function birthShare(profile: ColumnProfile): number {
  const years = profile.values.flatMap((value) => /(?:19|20)\d{2}/.exec(value)?.[0] ?? []).map(Number);
  const old = years.filter((year) => year >= 1900 && year <= 2010).length;
  return shareOf(profile, 'day') * (years.length === 0 ? 0 : old / years.length) * (old > years.length * 0.6 ? 1 : 0);
}
