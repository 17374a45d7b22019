import type {
  CleanBatch,
  CleanConsent,
  CleanCustomer,
  CleanIdentifier,
  ColumnValue,
  CustomerColumn,
} from '#app/records/cleaned.ts';
import type { ConsentStatementInput, CustomerRecordInput, RecordInput } from '#app/records/types.ts';
import { normaliseCountry } from './country.ts';
import { digest } from './digest.ts';
import { normaliseEmail, splitEmails } from './email.ts';
import { normalisePhone, splitPhones } from './phone.ts';
import { cleanCell } from './text.ts';

/** What cleaning needs to know of the shop. */
export type CleaningContext = {
  /** ISO 3166-1 alpha-2 for phone numbers without a country code; null if unknown. */
  country: string | null;
};

/** Sorts a source's statements by kind and normalises what belongs to people. Pure; O(rows). */
export function cleanBatch(inputs: readonly RecordInput[], context: CleaningContext): CleanBatch {
  const batch: CleanBatch = {
    customers: [],
    orders: [],
    refunds: [],
    products: [],
    interactions: [],
    feedback: [],
    loyalty: [],
    consents: [],
  };
  for (const input of inputs) {
    addTo(batch, input, context);
  }
  return batch;
}

function addTo(batch: CleanBatch, input: RecordInput, context: CleaningContext): void {
  switch (input.kind) {
    case 'customer':
      batch.customers.push(cleanCustomer(input, context));
      return;
    case 'order':
      batch.orders.push(input);
      batch.refunds.push(...(input.refunds ?? []));
      return;
    case 'refund':
      batch.refunds.push(input);
      return;
    case 'product':
      batch.products.push(input);
      return;
    case 'interaction':
      batch.interactions.push(input);
      return;
    case 'feedback':
      batch.feedback.push(input);
      return;
    case 'loyalty':
      batch.loyalty.push(input);
      return;
    case 'consent':
      batch.consents.push(cleanConsent(input, context));
  }
}

/** One customer's record: as typed and normalised side by side, the identifiers that can find him, a digest of all. */
function cleanCustomer(input: CustomerRecordInput, context: CleaningContext): CleanCustomer {
  const country =
    input.country === undefined ? undefined : (normaliseCountry(input.country) ?? cleanCell(input.country));
  const values: CleanCustomer['values'] = {};
  const say = (column: CustomerColumn, value: ColumnValue | undefined) => {
    if (value !== undefined) {
      values[column] = value;
    }
  };
  sayTexts(input, say);
  say('country', country);
  const emails = sayEmails(input, say);
  const phones = sayPhones(input, country ?? context.country, say);
  say('email_verified', input.emailVerified);
  say('tags', input.tags === undefined ? undefined : [...(input.tags ?? [])].sort());
  say('custom', input.custom);
  say('totals', input.totals ? { ...input.totals, at: input.versionAt?.toISOString() } : undefined);
  say('created_at_source', input.createdAt);
  const identifiers = identifiersOf(input, emails, phones, context);
  const row = {
    externalId: input.externalId,
    recordKind: input.recordKind,
    provenance: input.provenance,
    deletedAt: input.deletedAt ?? null,
    values,
    identifiers,
  };
  return { ...row, version: input.versionAt, contentHash: digest(row) };
}

type Say = (column: CustomerColumn, value: ColumnValue | undefined) => void;

const TEXT_FIELDS = [
  ['given_name', 'givenName'],
  ['family_name', 'familyName'],
  ['full_name', 'fullName'],
  ['company', 'company'],
  ['line1', 'line1'],
  ['line2', 'line2'],
  ['city', 'city'],
  ['region', 'region'],
  ['postal_code', 'postalCode'],
  ['birth_date', 'birthDate'],
  ['language', 'language'],
  ['note', 'note'],
  ['account_state', 'accountState'],
  ['merged_into', 'mergedInto'],
] as const satisfies readonly (readonly [CustomerColumn, keyof CustomerRecordInput])[];

function sayTexts(input: CustomerRecordInput, say: Say): void {
  for (const [column, field] of TEXT_FIELDS) {
    const value = input[field];
    say(column, value === undefined ? undefined : cleanCell(value));
  }
}

function sayEmails(input: CustomerRecordInput, say: Say): string[] {
  const all = [...splitEmails(input.email ?? ''), ...(input.otherEmails ?? []).flatMap((email) => splitEmails(email))];
  const normal = unique(
    all
      .map((email) => normaliseEmail(email))
      .filter((email) => email !== null && email.suspicion !== 'placeholder')
      .map((email) => email!.value),
  );
  if (input.email !== undefined || input.otherEmails) {
    say('email', cleanCell(input.email));
    say('email_normal', normal[0] ?? null);
    say('emails', normal);
  }
  return normal;
}

function sayPhones(input: CustomerRecordInput, country: string | null, say: Say): string[] {
  const all = [...splitPhones(input.phone ?? ''), ...(input.otherPhones ?? []).flatMap((phone) => splitPhones(phone))];
  const normal = unique(
    all
      .map((phone) => normalisePhone(phone, country))
      .filter((phone) => phone !== null && phone.suspicion === null)
      .map((phone) => phone!.e164),
  );
  if (input.phone !== undefined || input.otherPhones) {
    say('phone', cleanCell(input.phone));
    say('phone_e164', normal[0] ?? null);
    say('phones', normal);
  }
  return normal;
}

function identifiersOf(
  input: CustomerRecordInput,
  emails: string[],
  phones: string[],
  context: CleaningContext,
): CleanIdentifier[] {
  const found: CleanIdentifier[] = [
    ...emails.map((value, index) => ({ kind: 'email', value, verified: index === 0 && input.emailVerified === true })),
    ...phones.map((value) => ({ kind: 'phone', value, verified: false })),
  ];
  for (const given of input.identifiers ?? []) {
    const value = identifierValue(given.kind, given.value, context);
    if (value) {
      found.push({ kind: given.kind, value, verified: given.verified ?? false });
    }
  }
  return found;
}

function identifierValue(kind: string, value: string, context: CleaningContext): string | null {
  if (kind === 'email') {
    return normaliseEmail(value)?.value ?? null;
  }
  return kind === 'phone' ? (normalisePhone(value, context.country)?.e164 ?? null) : cleanCell(value);
}

function cleanConsent(input: ConsentStatementInput, context: CleaningContext): CleanConsent {
  const contact =
    input.channel === 'email'
      ? normaliseEmail(input.contact)?.value
      : normalisePhone(input.contact, context.country)?.e164;
  return {
    customerExternalId: input.customerExternalId,
    channel: input.channel,
    purpose: input.purpose,
    contact: contact ?? cleanCell(input.contact) ?? '',
    state: input.state,
    statedAt: input.statedAt,
    versionAt: input.versionAt,
    method: input.method,
    evidence: input.evidence,
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
