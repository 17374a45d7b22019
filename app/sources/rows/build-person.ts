import { normaliseEmail, splitEmails } from '#app/normalise/email.ts';
import type { CustomerRecordInput, IdentifierInput } from '#app/records/types.ts';
import { moneyReader, numberReader } from './read-amounts.ts';
import { dayReader, instantReader } from './read-instants.ts';
import type { RowPlan } from './row-plan.ts';
import { type Problem, quoted, type RowView } from './row-view.ts';

const TEXTS = [
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

/** What a row's `customer.*` columns say, as a record without derived ids (`externalId` is empty when the source gives none). */
export function personBuilder(plan: RowPlan, readAt: Date): (view: RowView) => CustomerRecordInput {
  const id = plan.text('customer.external_id');
  const idColumn = plan.columnOf('customer.external_id');
  const texts = TEXTS.map(([field, key]) => [key, plan.text(field)] as const).filter(([, read]) => read !== undefined);
  const used = texts.filter((_, at) => plan.has(TEXTS[at]?.[0] ?? ''));
  const more = [
    nameBuilder(plan),
    contactBuilder(plan),
    streetBuilder(plan),
    factBuilder(plan),
    stateBuilder(plan, readAt),
  ];
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

/** Middle names go behind the first, `van der` before the last, a second surname behind it. */
function nameBuilder(plan: RowPlan): Add {
  const given = joined(plan, ['customer.given_name', 'customer.middle_name']);
  const family = joined(plan, ['customer.family_prefix', 'customer.family_name', 'customer.second_family_name']);
  return (record, view) => {
    const first = given(view);
    if (first !== undefined) record.givenName = first;
    const last = family(view);
    if (last !== undefined) record.familyName = last;
  };
}

function joined(plan: RowPlan, fields: readonly string[]): (view: RowView) => string | null | undefined {
  const readers = fields.filter((field) => plan.has(field)).map((field) => plan.text(field));
  const only = readers[0];
  if (!only) return () => undefined;
  if (readers.length === 1) return only;
  return (view) =>
    readers
      .map((read) => read(view))
      .filter((part) => part)
      .join(' ') || null;
}

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

export function unreadableEmail(address: string): Problem {
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
