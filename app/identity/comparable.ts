import { isPlaceholderBirthDate } from '#app/normalise/birth-date.ts';
import { boundedMemo } from '#app/normalise/bounded-memo.ts';
import { normaliseEmail } from '#app/normalise/email.ts';
import { nameTokens } from '#app/normalise/person-name.ts';
import { normalisePhone } from '#app/normalise/phone.ts';
import { toLatin } from '#app/normalise/transliterate.ts';
import { addressWords } from './address-words.ts';
import { comparableName } from './comparable-name.ts';
import type { IdentityAddress, IdentityId, IdentityRecord } from './identity-record.ts';

/** A record reduced to what comparisons read: everything normalised, '' or empty where nothing is known. */
export type Comparable = {
  id: number;
  /** Twice the source, one more for guests; 0 = not said. */
  source: number;
  /** Name tokens in Latin letters; those spelt from a script without vowels begin with `~` (see `romanise`). */
  given: string[];
  family: string[];
  /** Generation (1 senior, 2 junior or second, 3 third …); 0 = not said. */
  generation: number;
  companies: string[];
  emails: string[];
  /** Beside `emails`: the mailbox of a desk (info@, sales@), read by whoever works there. */
  deskMailbox: boolean[];
  /** Digits only: international where the country is known. */
  phones: string[];
  /** yyyymmdd with zeros for what is not known; 0 = nothing known. */
  birth: number;
  houseNumbers: string[];
  streetWords: string[];
  postcode: string;
  city: string;
  region: string;
  ids: { kind: string; value: string; verified: boolean }[];
  verifiedAccount: boolean;
  attributes: [name: string, value: string][];
};

/** At most this many values of a kind are compared: a record with more is a desk, not a person. */
const MOST_VALUES = 5;

const NONE: readonly string[] = [];

/** Normalises whatever the record says. Idempotent on normalised values. A few microseconds. */
export function toComparable(record: IdentityRecord): Comparable {
  const emails = comparableEmails(record.emails ?? NONE);
  const country = record.country ?? null;
  return {
    id: record.id,
    source: record.sourceId ? record.sourceId * 2 + (record.isGuest ? 1 : 0) : 0,
    ...comparableName(record),
    companies: distinct((record.companies ?? NONE).map(companyWords)),
    emails: emails.map((email) => email.value),
    deskMailbox: emails.map((email) => email.desk),
    phones: distinct((record.phones ?? NONE).map((phone) => comparablePhone(phone, country))),
    birth: birthNumber(record.birthDate ?? ''),
    ...comparableAddress(record.address ?? NOWHERE),
    ids: comparableIds(record.ids),
    verifiedAccount: record.verifiedAccount ?? false,
    attributes: comparableAttributes(record.attributes),
  };
}

const NOWHERE: IdentityAddress = {};

function comparableAddress(
  address: IdentityAddress,
): Pick<Comparable, 'houseNumbers' | 'streetWords' | 'postcode' | 'city' | 'region'> {
  const street = addressWords(address.line1 ?? '', address.line2 ?? '');
  return {
    houseNumbers: street.numbers,
    streetWords: street.words,
    postcode: code(address.postalCode ?? '') || street.postcode,
    city: plain(address.city ?? ''),
    region: plain(address.region ?? ''),
  };
}

function comparableIds(ids: readonly IdentityId[] | undefined): Comparable['ids'] {
  if (ids === undefined) return [];
  return ids
    .map(({ kind, value, verified }) => ({ kind, value: code(value), verified: verified ?? false }))
    .filter(({ value }) => value !== '');
}

function comparableAttributes(attributes: Readonly<Record<string, string>> | undefined): Comparable['attributes'] {
  if (attributes === undefined) return [];
  return Object.entries(attributes)
    .map(([name, value]): [string, string] => [name, plain(value)])
    .filter(([, value]) => value !== '');
}

/** An address that mail could not reach still tells people apart: it is kept as written. Made-up ones are not. */
function comparableEmails(written: readonly string[]): { value: string; desk: boolean }[] {
  const found: { value: string; desk: boolean }[] = [];
  for (const text of written) {
    const email = normaliseEmail(text);
    if (email?.suspicion === 'placeholder') continue;
    const value = email?.canonical ?? text.trim().toLowerCase();
    if (value.length < 5 || found.some((other) => other.value === value)) continue;
    found.push({ value, desk: email?.suspicion === 'role' });
  }
  return found.slice(0, MOST_VALUES);
}

const E164 = /^\+\d{8,15}$/;
/** Fewer digits are an extension or a slip. */
const FEWEST_DIGITS = 7;

function comparablePhone(written: string, country: string | null): string {
  if (E164.test(written)) return written.slice(1);
  const phone = normalisePhone(written, country);
  if (phone?.suspicion === 'placeholder' || phone?.suspicion === 'repeated') return '';
  // A number without its area code has no international form: its own digits still end like the whole number.
  const whole = phone === null || phone.suspicion === 'too_short' ? written : phone.e164;
  const digits = whole.replace(/\D/g, '');
  return digits.length < FEWEST_DIGITS ? '' : digits;
}

const LEGAL_FORM =
  /^(?:inc|incorporated|ltd|limited|llc|llp|gmbh|mbh|ag|kg|ug|ohg|co|corp|corporation|company|plc|sa|sas|sarl|srl|spa|bv|nv|ab|as|aps|oy|pty|pte|the|and)$/;

function companyWords(name: string): string {
  const words = nameTokens(name);
  const telling = words.filter((word) => !LEGAL_FORM.test(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

function birthNumber(text: string): number {
  if (text === '' || isPlaceholderBirthDate(text)) return 0;
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text);
  return match === null ? 0 : Number(match[1]) * 10000 + Number(match[2] ?? 0) * 100 + Number(match[3] ?? 0);
}

const PLAIN_CODE = /^[a-z0-9]*$/;

/** Letters and digits only. */
function code(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN_CODE.test(lower)) return lower;
  return toLatin(lower).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Words in Latin letters, one blank between. Memoised: places and attributes repeat. */
const plain = boundedMemo(
  (text: string) =>
    toLatin(text)
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
      .trim(),
  50_000,
);

function distinct(values: readonly string[]): string[] {
  if (values.length < 2) return values[0] === undefined || values[0] === '' ? [] : [values[0]];
  return [...new Set(values)].filter((value) => value !== '').slice(0, MOST_VALUES);
}
