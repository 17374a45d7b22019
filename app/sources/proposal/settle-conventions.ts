import type { Subject } from '../fields/field.ts';
import { findField } from '../fields.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../mapping.ts';
import { foldHeader } from '../match-header.ts';
import type { SystemDefinition } from '../systems/system.ts';
import type { DataRow } from '../upload/sort-rows.ts';
import { isRefundWord } from '../value-words.ts';
import type { DraftedColumn } from './draft-columns.ts';
import { type ColumnProfile, shareOf } from './profile-column.ts';
import {
  type Finding,
  findCurrency,
  findDecimalMark,
  findOrderOfDates,
  findRatingMax,
  looksLikeAmounts,
} from './read-conventions.ts';

export type ConventionEvidence = {
  decimalMark: Finding<'.' | ','>;
  dateOrder: Finding<'dmy' | 'mdy' | 'ymd'>;
  currency: Finding<string> & { choices: string[] };
};

export type SettleInput = {
  subject: Subject;
  system: SystemDefinition | null;
  drafted: readonly DraftedColumn[];
  columns: readonly string[];
  profiles: readonly ColumnProfile[];
  rows: readonly DataRow[];
  fileName: string;
  shopCurrency: string;
  /** Different values of columns of dates, from the whole file where it was read. */
  dateValues: ReadonlyMap<string, Iterable<string>>;
};

/** What the file and the system say together. Evidence in the file comes before what the system usually does; a doubt stays a doubt. */
export function settleConventions(input: SettleInput): { conventions: Conventions; evidence: ConventionEvidence } {
  const { system, subject } = input;
  const evidence = findEvidence(input);
  const usual = system?.conventions ?? {};
  const conventions: Conventions = {
    ...DEFAULT_CONVENTIONS,
    ...(system ? {} : guessByShape(input)),
    ...usual,
    decimalMark: settle(evidence.decimalMark, usual.decimalMark, isMixed(evidence.decimalMark)),
    dateOrder: settle(evidence.dateOrder, usual.dateOrder, isMixed(evidence.dateOrder)),
    currency: evidence.currency.value ?? usual.currency ?? null,
  };
  if (subject === 'feedback') conventions.ratingMax = findRatingMax(profileOf('feedback.rating', input));
  if (subject === 'interactions') conventions.ratingMax = findRatingMax(profileOf('interaction.satisfaction', input));
  return { conventions, evidence };
}

/** A clear finding counts, then the system's habit, then nothing. A file that contradicts itself is always asked about. */
function settle<Value>(finding: Finding<Value>, usual: Value | null | undefined, mixed: boolean): Value | null {
  if (finding.ambiguous) return mixed ? null : (usual ?? null);
  return saysNothing(finding) ? (usual ?? finding.value) : finding.value;
}

function isMixed(finding: Finding<unknown>): boolean {
  return finding.ambiguous && /mixes|Both/.test(finding.evidence);
}

/** Evidence from the columns that are mapped; where they show nothing, from all that look like amounts or dates. */
function findEvidence(input: SettleInput): ConventionEvidence {
  const typed = (...types: string[]) =>
    input.drafted.filter((one) => types.includes(findField(one.field)?.type ?? '')).map((one) => one.column);
  const profilesOf = (columns: string[]) => input.profiles.filter((profile) => columns.includes(profile.column));
  const datesOf = (columns: string[]) =>
    columns.flatMap((column) => [...(input.dateValues.get(column) ?? profileNamed(column, input)?.values ?? [])]);
  const decimalMark = findDecimalMark(profilesOf(typed('money', 'number')));
  const dateOrder = findOrderOfDates(datesOf(typed('instant', 'day')));
  const amounts = input.profiles.filter(looksLikeAmounts);
  const dates = input.profiles
    .filter((profile) => shareOf(profile, 'instant', 'day') > 0.7)
    .map((profile) => profile.column);
  return {
    decimalMark: saysNothing(decimalMark) ? findDecimalMark(amounts) : decimalMark,
    dateOrder: saysNothing(dateOrder) ? orderUnlessAmbiguous(datesOf(dates), dateOrder) : dateOrder,
    currency: findCurrency(profilesOf(typed('money')), input.shopCurrency),
  };
}

/** Dates that are not imported may settle the order, but are not worth a question. */
function orderUnlessAmbiguous(
  values: string[],
  otherwise: ConventionEvidence['dateOrder'],
): ConventionEvidence['dateOrder'] {
  const found = findOrderOfDates(values);
  return found.ambiguous ? otherwise : found;
}

function saysNothing(finding: Finding<unknown>): boolean {
  return finding.evidence.startsWith('No ');
}

function profileNamed(column: string, input: SettleInput): ColumnProfile | undefined {
  return input.profiles.find((profile) => profile.column === column);
}

/** What unknown systems' files show by their columns. */
function guessByShape(input: SettleInput): Partial<Conventions> {
  const has = (field: string) => input.drafted.some((one) => one.field === field);
  return {
    recordKind: recordKindOf(input.subject, has),
    zone: input.drafted.some(isInUtc) ? 'UTC' : null,
    ...kindsByHeader(input.columns.map(foldHeader).join(' ')),
    ...(input.subject === 'orders' ? saleShape(input, has) : {}),
    ...(has('loyalty.points') || has('loyalty.happened_at') ? { loyaltyEntry: 'movement' as const } : {}),
    consentByFileName: OPT_OUT_NAMES.map((part) => ({ part, state: 'denied' as const })),
  };
}

/** A file of people who opted out often says so in its name only. */
const OPT_OUT_NAMES = ['unsubscribed', 'unsubscribes', 'opt-out', 'optout', 'suppress', 'bounced'];

function kindsByHeader(headers: string): Pick<Conventions, 'feedbackType' | 'interactionType'> {
  const isScore = /\bnps\b|recommend/.test(headers);
  const interactions: [Conventions['interactionType'], RegExp][] = [
    ['ticket', /ticket|case/],
    ['call', /call|anruf|appel/],
    ['visit', /visit|besuch/],
  ];
  return {
    feedbackType: isScore ? 'nps' : /csat|satisf/.test(headers) ? 'csat' : 'review',
    interactionType: interactions.find(([, pattern]) => pattern.test(headers))?.[0] ?? 'other',
  };
}

/** `Created (UTC)`, `Submit Date (UTC)`. */
function isInUtc({ column, field }: DraftedColumn): boolean {
  return findField(field)?.type === 'instant' && /\b(?:utc|gmt)\b/i.test(column);
}

function recordKindOf(subject: Subject, has: (field: string) => boolean): Conventions['recordKind'] {
  if (subject === 'customers')
    return has('customer.loyalty_number') || has('loyalty.points_balance') ? 'member' : 'customer';
  if (subject === 'loyalty') return 'member';
  if (subject === 'orders' || subject === 'refunds') return has('customer.external_id') ? 'customer' : 'guest';
  return 'contact';
}

function saleShape(input: SettleInput, has: (field: string) => boolean): Partial<Conventions> {
  const online = has('order.shipping') || has('customer.line1');
  const till = has('order.store') || has('order.staff') || has('order.placed_time');
  const isGrouped = has('order.id') || has('order.name');
  return {
    channel: online && !till ? 'online' : till && !online ? 'pos' : 'other',
    provenance: till ? 'typed' : 'imported',
    rows: isGrouped ? 'lines' : 'record',
    groupBy: has('order.id') ? 'order.id' : 'order.name',
    refundRows: refundRowsShareIds(input) ? 'same_id' : 'own_id',
    taxes: taxesOf(input),
  };
}

/**
 * Whether tax comes on top of the lines. Value added tax is inside the prices that consumers see, sales tax is not; a column that says
 * "incl." or "excl." decides.
 */
function taxesOf(input: SettleInput): Conventions['taxes'] {
  const headerOf = (...fields: string[]) =>
    input.drafted
      .filter((one) => fields.includes(one.field))
      .map((one) => foldHeader(one.column))
      .join(' ');
  const amounts = headerOf('line.total', 'line.gross', 'line.unit_price');
  if (/\b(?:inc|incl|including|inkl|brutto|bruto|ttc|lordo)\b/.test(amounts)) return 'included';
  if (/\b(?:ex|excl|excluding|exkl|netto|ht|net)\b/.test(amounts)) return 'added';
  return /\b(?:vat|gst|mwst|ust|umsatzsteuer|tva|iva|btw|moms|mva|alv|dph|afa)\b/.test(
    headerOf('line.tax', 'order.tax'),
  )
    ? 'included'
    : 'added';
}

/** Whether rows that are refunds carry ids that sales of the sample carry too. */
function refundRowsShareIds(input: SettleInput): boolean {
  const cellOf = (field: string) => {
    const index = input.columns.indexOf(input.drafted.find((one) => one.field === field)?.column ?? '');
    return (row: DataRow) => (index < 0 ? '' : (row.cells[index]?.trim() ?? ''));
  };
  const id = cellOf('order.id');
  const event = cellOf('order.event');
  const sums = [cellOf('order.total'), cellOf('line.quantity'), cellOf('line.total')];
  const isRefund = (row: DataRow) =>
    isRefundWord(event(row).toLowerCase(), []) || sums.some((sum) => /^\D{0,3}-|^\(/.test(sum(row)));
  const refunds = input.rows.filter(isRefund);
  const sales = new Set(input.rows.filter((row) => !isRefund(row)).map(id));
  return refunds.length === 0 || refunds.some((row) => sales.has(id(row)));
}

function profileOf(field: string, input: SettleInput): ColumnProfile | undefined {
  const column = input.drafted.find((one) => one.field === field)?.column;
  return input.profiles.find((profile) => profile.column === column);
}
