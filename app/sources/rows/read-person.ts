import { normaliseEmail, splitEmails } from '#app/normalise/email.ts';
import type { ConsentStatementInput, CustomerRecordInput, IdentifierInput, RecordInput } from '#app/records/types.ts';
import { isWalkInName } from '../value-words.ts';
import { moneyReader, numberReader } from './read-amounts.ts';
import { consentReader } from './read-consents.ts';
import { dayReader, instantReader } from './read-instants.ts';
import { foldWord, type RowPlan } from './row-plan.ts';
import { type Problem, quoted, type RowView } from './row-view.ts';
import { hash53, SeenContent } from './seen-content.ts';

/** Whom a row is about, and what it says of him. */
export type ReadPerson = { externalId: string; records: (CustomerRecordInput | ConsentStatementInput)[] };

export type PersonReader = {
  /**
   * The person of a row whose subject is something else; null = nobody can be told (a walk-in). `ownKey` becomes the id of a person
   * who is known by name alone, so that namesakes are never fused.
   */
  besides(view: RowView, ownKey: string): ReadPerson | null;
  /** What `besides` read, once the row is kept; nothing when the same was said before in this file. */
  say(person: ReadPerson): RecordInput[];
  /** The person of a row that is about him; a Problem when nothing identifies him. */
  itself(view: RowView): ReadPerson | Problem;
};

const TEXTS = [
  ['customer.given_name', 'givenName'],
  ['customer.family_name', 'familyName'],
  ['customer.full_name', 'fullName'],
  ['customer.company', 'company'],
  ['customer.line2', 'line2'],
  ['customer.city', 'city'],
  ['customer.region', 'region'],
  ['customer.postal_code', 'postalCode'],
  ['customer.country', 'country'],
  ['customer.language', 'language'],
  ['customer.note', 'note'],
  ['customer.merged_into', 'mergedInto'],
] as const;

const NO_IDS = new Set(['0', '-1', 'none', 'null', 'guest']);

/** Builds the person's record from the `customer.*` columns. `readAt` dates a deletion that the file does not date. */
export function personReader(plan: RowPlan, readAt: Date): PersonReader {
  const build = recordBuilder(plan, readAt);
  const consents = consentReader(plan);
  const said = new SeenContent();
  const derived = new SeenContent();

  function besides(view: RowView, ownKey: string): ReadPerson | null {
    const draft = build(view);
    if (isWalkIn(draft, plan) && !hasContact(draft)) return null;
    const externalId = draft.externalId || derivedId(draft) || (hasName(draft) ? ownKey : '');
    if (externalId === '') return null;
    const record = { ...draft, externalId };
    return { externalId, records: [...(saysAnything(record) ? [record] : []), ...consents(view, externalId)] };
  }

  function say({ externalId, records }: ReadPerson): RecordInput[] {
    const content = fingerprintOf(records);
    if (said.get(externalId) === content) return [];
    said.set(externalId, content);
    return records;
  }

  function itself(view: RowView): ReadPerson | Problem {
    const draft = build(view);
    const externalId = draft.externalId || uniqueDerivedId(draft, view);
    if (externalId === null) return nobody(view, draft);
    const recordKind = isWalkIn(draft, plan) && !hasContact(draft) ? ('instant' as const) : draft.recordKind;
    return { externalId, records: [{ ...draft, externalId, recordKind }, ...consents(view, externalId)] };
  }

  /** Two people at one address are two records: the second is told apart by his name. */
  function uniqueDerivedId(draft: CustomerRecordInput, view: RowView): string | null {
    const base = derivedId(draft);
    if (base === null) return hasName(draft) ? `row:${hash53(view.cells.join('\u001f')).toString(36)}` : null;
    const name = nameOf(draft);
    const content = hash53(name) >>> 0;
    const earlier = derived.get(base);
    if (earlier === undefined) derived.set(base, content);
    return earlier === undefined || earlier === content || name === '' ? base : `${base}|${name}`;
  }

  return { besides, say, itself };
}

function recordBuilder(plan: RowPlan, readAt: Date): (view: RowView) => CustomerRecordInput {
  const id = plan.text('customer.external_id');
  const idColumn = plan.columnOf('customer.external_id');
  const texts = TEXTS.map(([field, key]) => [key, plan.text(field)] as const).filter(([, read]) => read !== undefined);
  const used = texts.filter((_, at) => plan.has(TEXTS[at]?.[0] ?? ''));
  const more = [contactBuilder(plan), streetBuilder(plan), factBuilder(plan), stateBuilder(plan, readAt)];
  const { recordKind, provenance } = plan.mapping.conventions;
  const ownCustom = plan.mapping.subject === 'customers' || plan.mapping.subject === 'consents';
  return (view) => {
    const record: CustomerRecordInput = {
      kind: 'customer',
      recordKind,
      provenance,
      externalId: readId(view, id, idColumn),
      versionAt: null,
    };
    for (const [key, read] of used) record[key] = read(view);
    for (const add of more) add(record, view);
    const custom = ownCustom ? plan.custom(view) : undefined;
    if (custom) record.custom = { ...record.custom, ...custom };
    return record;
  };
}

/** A spreadsheet that shows an id as 7.21E+12 has lost its digits: it names nobody any more. */
function readId(view: RowView, id: ReturnType<RowPlan['text']>, column: string | null): string {
  const text = id(view) ?? '';
  if (/^\d[.,]\d+E\+?\d+$/i.test(text)) {
    view.report('customer.external_id', column, {
      code: 'rounded_id',
      reason: `${quoted(text)} is an id that a spreadsheet has rounded.`,
      remedy: 'Export again and upload without opening the file in a spreadsheet, or format the column as text first.',
    });
    return '';
  }
  return NO_IDS.has(text.toLowerCase()) ? '' : text;
}

type Add = (record: CustomerRecordInput, view: RowView) => void;

function contactBuilder(plan: RowPlan): Add {
  const email = plan.text('customer.email');
  const emailColumn = plan.columnOf('customer.email');
  const phone = plan.text('customer.phone');
  const otherEmails = plan.texts('customer.other_email');
  const otherPhones = plan.texts('customer.other_phone');
  const contacts = plan.has('customer.contact') ? plan.texts('customer.contact') : null;
  return (record, view) => {
    const address = email(view);
    if (address !== undefined) record.email = address;
    if (address && splitEmails(address).every((one) => normaliseEmail(one) === null)) {
      view.report('customer.email', emailColumn, unreadableEmail(address));
    }
    const number = phone(view);
    if (number !== undefined) record.phone = number;
    addFurther(record, otherEmails(view), otherPhones(view));
    if (contacts !== null) addContacts(record, contacts(view));
  };
}

function addFurther(record: CustomerRecordInput, emails: string[], phones: string[]): void {
  if (emails.length > 0) record.otherEmails = emails;
  if (phones.length > 0) record.otherPhones = phones;
}

/** A cell for whatever the till asked for: what has an @ is an address, what is left with digits is a number. */
function addContacts(record: CustomerRecordInput, cells: readonly string[]): void {
  for (const part of cells.flatMap((cell) => cell.split(/[,;|\n]+|\s\/\s|\s+(?=\S+@)|(?<=@\S+)\s+/))) {
    const text = part.trim();
    if (text.includes('@')) record.email ||= text;
    else if (/\d{5,}/.test(text.replace(/[\s().-]/g, ''))) record.phone ||= text;
  }
}

function unreadableEmail(address: string): Problem {
  return {
    code: 'unreadable_email',
    reason: `${quoted(address)} is not an e-mail address.`,
    remedy: 'Correct it in the source; the rest of the row is imported all the same.',
  };
}

/** Street and house number in the order of the file's columns: `12 High Street`, `Hauptstraße 12`. */
function streetBuilder(plan: RowPlan): Add {
  const street = plan.text('customer.line1');
  const number = plan.text('customer.house_number');
  const hasNumber = plan.has('customer.house_number');
  const names = plan.mapping.columns.map((column) => column.column);
  const numberFirst =
    names.indexOf(plan.columnOf('customer.house_number') ?? '') < names.indexOf(plan.columnOf('customer.line1') ?? '');
  return (record, view) => {
    const line = street(view);
    if (!hasNumber) {
      if (line !== undefined) record.line1 = line;
      return;
    }
    const parts = numberFirst ? [number(view), line] : [line, number(view)];
    record.line1 = parts.filter((part) => part).join(' ') || null;
  };
}

function factBuilder(plan: RowPlan): Add {
  const birthday = dayReader(plan, 'customer.birth_date');
  const tags = plan.list('customer.tags');
  const orders = numberReader(plan, 'customer.orders_count');
  const spent = moneyReader(plan, 'customer.total_spent');
  const currency = plan.mapping.conventions.currency ?? plan.shop.currency;
  const loyalty = plan.text('customer.loyalty_number');
  const shopify = plan.text('customer.shopify_id');
  const hasTotals = plan.has('customer.orders_count') || plan.has('customer.total_spent');
  return (record, view) => {
    const day = birthday(view);
    if (typeof day === 'string' && day.length === 5) record.custom = { birthday: day };
    else if (day !== undefined) record.birthDate = day;
    const labels = tags(view);
    if (labels !== undefined) record.tags = labels;
    if (hasTotals) record.totals = { ordersCount: orders(view), spentMinor: spent(view, currency), currency };
    const identifiers = identifiersOf(loyalty(view), shopify(view));
    if (identifiers.length > 0) record.identifiers = identifiers;
  };
}

function identifiersOf(loyalty: string | null | undefined, shopify: string | null | undefined): IdentifierInput[] {
  const identifiers: IdentifierInput[] = [];
  if (loyalty) identifiers.push({ kind: 'loyalty', value: loyalty });
  if (shopify)
    identifiers.push({ kind: 'shopify_customer', value: shopify.replace(/^gid:\/\/shopify\/Customer\//, '') });
  return identifiers;
}

function stateBuilder(plan: RowPlan, readAt: Date): Add {
  const created = instantReader(plan, 'customer.created_at');
  const updated = instantReader(plan, 'customer.updated_at');
  const state = plan.word('customer.account_state');
  const nameOnly = plan.yesNo('customer.name_only');
  const deleted = plan.yesNo('customer.deleted');
  return (record, view) => {
    record.versionAt = updated(view) ?? null;
    const createdAt = created(view);
    if (createdAt !== undefined) record.createdAt = createdAt;
    const word = state(view);
    if (word !== undefined) record.accountState = word;
    if (nameOnly(view) === true) record.recordKind = 'instant';
    if (deleted(view) === true) record.deletedAt = record.versionAt ?? readAt;
  };
}

/** The id of a person the source gives none: the address, else the number; null = neither. */
function derivedId(draft: CustomerRecordInput): string | null {
  const email = splitEmails(draft.email ?? '').map((one) => normaliseEmail(one)?.value)[0];
  if (email) return `email:${email}`;
  const digits = (draft.phone ?? '').replace(/\D/g, '');
  return digits.length >= 6 ? `phone:${digits}` : null;
}

function hasContact(draft: CustomerRecordInput): boolean {
  return Boolean(draft.email || draft.phone);
}

function hasName(draft: CustomerRecordInput): boolean {
  return Boolean(draft.givenName || draft.familyName || draft.fullName || draft.company);
}

function nameOf(draft: CustomerRecordInput): string {
  return foldWord([draft.givenName, draft.familyName, draft.fullName].filter((part) => part).join(' '));
}

function isWalkIn(draft: CustomerRecordInput, plan: RowPlan): boolean {
  const name = nameOf(draft);
  return name !== '' && isWalkInName(name, plan.mapping.conventions.walkInNames);
}

/** Whether a record says more than that its id exists. */
function saysAnything(record: CustomerRecordInput): boolean {
  const { kind: _, recordKind: __, provenance: ___, externalId: ____, versionAt: _____, ...rest } = record;
  return Object.values(rest).some((value) => value !== undefined && value !== null);
}

function fingerprintOf(records: readonly unknown[]): number {
  return hash53(JSON.stringify(records)) >>> 0;
}

function nobody(view: RowView, draft: CustomerRecordInput): Problem {
  if (draft.email)
    return { ...unreadableEmail(draft.email), remedy: 'Correct the address: nothing else in the row says who it is.' };
  const rounded = view.issues.find((issue) => issue.code === 'rounded_id');
  if (rounded) return { code: rounded.code, reason: rounded.reason, remedy: rounded.remedy };
  return {
    code: 'nobody',
    reason: 'The row names nobody: no id, e-mail, phone or name.',
    remedy: 'Fill in one of them, or leave the row out.',
  };
}
