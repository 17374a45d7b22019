import { boundedMemo } from './bounded-memo.ts';
import { suggestDomain } from './email-domains.ts';
import { mailboxKind } from './email-mailboxes.ts';
import { stripInvisible } from './text.ts';

export type EmailSuspicion = 'placeholder' | 'role' | 'typo_domain' | 'malformed_repaired';

export type NormalisedEmail = {
  /** `local@domain`: lower case, domain in ASCII (punycode). What is stored, shown and written to. */
  value: string;
  local: string;
  domain: string;
  /**
   * Second key only, never written to: plus-tag off everywhere; at Gmail dots off too and `googlemail.com` →
   * `gmail.com`.
   */
  canonical: string;
  /** The gravest doubt, in this order: made up, a desk's mailbox, a misspelt domain, repaired by us. `null` = none. */
  suspicion: EmailSuspicion | null;
  /** The whole address with the domain probably meant, to be proposed to a person; never applied. `null` = none. */
  suggestion: string | null;
};

/** RFC 5321 allows 64 + 1 + 255; a cell much longer than that is not an address. */
const MAX_CELL = 1_000;
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

const PLAIN_ADDRESS = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}$/;
const LOCAL = /^(?:[a-z0-9!#$%&'*+/=?^_`{|}~.-]|[^\p{ASCII}\s])+$/u;
const ASCII_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
const UNICODE_DOMAIN = /^[\p{L}\p{N}\p{M}.-]+$/u;

const LABEL_BEFORE = /^(?:mailto|smtp|e-?mail|mail)\s*:\s*/;
const OPENING_DIRT = /^[\s"'<([{.,;:]+/;
const CLOSING_DIRT = /[\s"'>)\]}.,;:]+$/;
const ADDRESS_IN_LIST =
  /[^\s,;:<>"()[\]|/\\@]+@[^\s,;:<>"()[\]|/\\@]+(?:,(?:com|net|org|edu|info|co|de|fr|se|uk)(?![\w.@-]))*/g;

/**
 * One e-mail address out of a cell, as a till, a CRM or a person wrote it: `Nea Nord <NEA@X.SE>`, `mailto:…`, quotes,
 * trailing commas, `a@gmail,com`. A cell with several gives the first (see `splitEmails`). `null` = no address that
 * mail could reach, nor one that can be repaired without guessing. Total and idempotent on `value`.
 */
export function normaliseEmail(raw: string | null | undefined): NormalisedEmail | null {
  if (raw === null || raw === undefined || raw.length > MAX_CELL) return null;
  if (PLAIN_ADDRESS.test(raw)) return describeAddress(raw.toLowerCase(), false);

  const text = unwrap(raw);
  const joined = text.replace(/\s*@[\s@]*/g, '@');
  const several = joined.indexOf('@') !== joined.lastIndexOf('@');
  const address = several ? unwrap(splitEmails(joined)[0] ?? '') : joined;
  const repaired = repairDomain(address);
  return describeAddress(repaired, repaired !== (several ? address : text));
}

/**
 * The addresses in a cell that may hold several, separated by anything but letters (`;`, `,`, `/`, line breaks,
 * "and"), each ready for `normaliseEmail`. A cell with one @ comes back whole, so that what is repairable stays
 * repairable. Empty = none.
 */
export function splitEmails(raw: string | null | undefined): string[] {
  if (raw === null || raw === undefined) return [];
  const first = raw.indexOf('@');
  if (first < 0) return [];
  if (raw.indexOf('@', first + 1) < 0) return [raw.trim()];

  const found = joinAt(stripInvisible(raw)).match(ADDRESS_IN_LIST) ?? [];
  return found
    .map((address) => address.replace(OPENING_DIRT, '').replace(CLOSING_DIRT, ''))
    .filter((address) => address.includes('@'));
}

function joinAt(text: string): string {
  return text.normalize('NFKC').replace(/\s*@[\s@]*/g, '@');
}

function unwrap(raw: string): string {
  let text = stripInvisible(raw).normalize('NFKC').toLowerCase().normalize('NFKC');
  const inAngles = /<([^<>]*@[^<>]*)>/.exec(text)?.[1];
  if (inAngles !== undefined) text = inAngles;

  text = text.replace(OPENING_DIRT, '');
  const unlabelled = text.replace(LABEL_BEFORE, '');
  if (unlabelled !== text) text = unlabelled.replace(/(@[^?]*)\?.*$/, '$1');
  return text.replace(OPENING_DIRT, '').replace(CLOSING_DIRT, '');
}

/** Commas and doubled dots in the domain, blanks around its dots: what can be put right in one way only. */
function repairDomain(address: string): string {
  const at = address.indexOf('@');
  if (at < 0) return address;
  const domain = address
    .slice(at + 1)
    .replace(/[。．｡]/g, '.')
    .replace(/\s*[.,][\s.,]*/g, '.');
  return address.slice(0, at + 1) + domain.replace(/^\.+|\.+$/g, '');
}

function describeAddress(address: string, repaired: boolean): NormalisedEmail | null {
  const at = address.indexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || at > MAX_LOCAL || !LOCAL.test(local)) return null;
  const domain = asciiDomain(address.slice(at + 1));
  if (domain === null || local.length + domain.length >= MAX_ADDRESS) return null;

  const untagged = withoutTag(local);
  const kind = mailboxKind(untagged, domain);
  const suggested = kind === 'placeholder' ? null : suggestDomain(domain);
  return {
    value: `${local}@${domain}`,
    local,
    domain,
    canonical: canonicalAddress(untagged, domain),
    suspicion: kind ?? (suggested === null ? (repaired ? 'malformed_repaired' : null) : 'typo_domain'),
    suggestion: suggested === null ? null : `${local}@${suggested}`,
  };
}

function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}

/** Gmail ignores dots and delivers googlemail.com to the same mailbox (support.google.com/mail/answer/7436150). */
function canonicalAddress(untagged: string, domain: string): string {
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${untagged}@${domain}`;
  const undotted = untagged.replaceAll('.', '');
  return `${undotted === '' ? untagged : undotted}@gmail.com`;
}

const asciiDomain: (domain: string) => string | null = boundedMemo((domain) => {
  if (ASCII_DOMAIN.test(domain)) return domain.length > 253 ? null : domain;
  if (!UNICODE_DOMAIN.test(domain) || /^\p{ASCII}*$/u.test(domain)) return null;
  const ascii = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
  return ASCII_DOMAIN.test(ascii) && ascii.length <= 253 ? ascii : null;
}, 20_000);
