import { foldText } from '#app/normalise/text.ts';
import type { ValueType } from '../fields/field.ts';
import { readConsent, readOrderStatus } from '../value-words.ts';
import { type ColumnProfile, shareOf } from './profile-column.ts';

/** 0 … 1: how far the values of a column can be what a field wants; 0.8 for an empty column, which says nothing against it. */
export function fitValues(type: ValueType, profile: ColumnProfile): number {
  if (profile.filled === 0) return 0.8;
  return FITS[type](profile);
}

const FITS: Record<ValueType, (profile: ColumnProfile) => number> = {
  email: (profile) => shareOf(profile, 'email'),
  phone: (profile) => Math.max(shareOf(profile, 'phone'), profile.surePhones / profile.filled),
  money: (profile) => (isYears(profile) ? 0.4 : shareOf(profile, 'integer', 'decimal')),
  number: (profile) => shareOf(profile, 'integer', 'decimal'),
  instant: (profile) => Math.max(shareOf(profile, 'instant', 'day'), epochShare(profile)),
  day: (profile) => Math.max(shareOf(profile, 'instant', 'day'), birthdayShare(profile)),
  time: (profile) => Math.max(shareOf(profile, 'time'), shareMatching(profile, /^(?:[01]?\d|2[0-3])[.h][0-5]\d$/)),
  zone: (profile) => shareMatching(profile, /time|utc|gmt|\w+\/\w+|^[+-]\d{2}:?\d{2}$|^[A-Z]{2,5}$/i),
  boolean: (profile) => (profile.distinct <= 4 ? shareOf(profile, 'boolean') : 0.2 * shareOf(profile, 'boolean')),
  country: (profile) => shareOf(profile, 'country'),
  currency: (profile) => shareMatching(profile, /^[A-Za-z]{3}$/) * (profile.distinct <= 20 ? 1 : 0.3),
  language: (profile) =>
    profile.distinct <= 40 ? Math.max(shareOf(profile, 'language'), shareOf(profile, 'word') * 0.7) : 0.1,
  postal_code: (profile) => shareOf(profile, 'postal_code'),
  url: (profile) => shareOf(profile, 'url'),
  id: idFit,
  name: nameFit,
  consent: consentFit,
  word: (profile) => (1 - wrongForText(profile)) * (profile.distinct <= Math.max(40, profile.filled * 0.2) ? 1 : 0.5),
  status: (profile) => (1 - wrongForText(profile)) * (0.35 + 0.65 * statusShare(profile)),
  list: (profile) => 1 - wrongForText(profile),
  text: (profile) => 1 - wrongForText(profile),
  long_text: (profile) => 1 - wrongForText(profile) * 0.8,
};

/** Dates, addresses of mail and amounts with a sign are never plain text; whole numbers rarely. */
function wrongForText(profile: ColumnProfile): number {
  const typed = shareOf(profile, 'email', 'instant', 'day', 'time');
  const numbers = shareOf(profile, 'decimal', 'money');
  return Math.min(1, typed + numbers * 0.9 + shareOf(profile, 'integer') * 0.4);
}

/** Ids are short, without blanks, and are no addresses, dates, times or amounts. */
function idFit(profile: ColumnProfile): number {
  const shaped = shareMatching(profile, /^\S{1,64}$/);
  const wrong = shareOf(profile, 'email', 'instant', 'time', 'url') + shareOf(profile, 'decimal') * 0.8;
  const gid = shareMatching(profile, /^gid:\/\//);
  return Math.max(0, Math.max(shaped, shareMatching(profile, /\d/) * 0.9) - wrong + gid);
}

/** Letters in one to five words; a name rarely has a digit and never an @. */
function nameFit(profile: ColumnProfile): number {
  const wordy = shareMatching(profile, /^[^\d@]{1,70}$/);
  return Math.max(0, wordy - shareOf(profile, 'day', 'boolean') * 0.8 - shareOf(profile, 'long_text'));
}

function statusShare(profile: ColumnProfile): number {
  const known = profile.values.filter((value) => readOrderStatus(foldText(value), {}) !== null);
  return known.length / Math.max(1, profile.values.length);
}

function consentFit(profile: ColumnProfile): number {
  const words = new Set(profile.values.map((value) => foldText(value)));
  if (words.size > 12) return 0.05;
  const known = [...words].filter(
    (word) => readConsent(word, 'denied') !== null || word.startsWith('[') || word.includes('suppress'),
  );
  return known.length / words.size;
}

function shareMatching(profile: ColumnProfile, pattern: RegExp): number {
  if (profile.values.length === 0) return 0;
  return profile.values.filter((value) => pattern.test(value)).length / profile.values.length;
}

function isYears(profile: ColumnProfile): boolean {
  return (
    profile.range !== null &&
    profile.range.min >= 1900 &&
    profile.range.max <= 2100 &&
    shareOf(profile, 'decimal') === 0
  );
}

function epochShare(profile: ColumnProfile): number {
  return shareMatching(profile, /^1[0-9]{9}(?:\d{3})?$/);
}

function birthdayShare(profile: ColumnProfile): number {
  return shareMatching(profile, /^-{0,2}\d{1,2}[-/.]\d{1,2}\.?$/);
}
