import type { Subject } from '../fields/field.ts';
import { findField } from '../fields.ts';
import { type Conventions, DEFAULT_CONVENTIONS } from '../mapping.ts';
import { foldHeader } from '../match-header.ts';
import type { SystemDefinition } from '../systems/system.ts';
import type { DataRow } from '../upload/sort-rows.ts';
import { isRefundWord } from '../value-words.ts';
import type { DraftedColumn } from './draft-columns.ts';
import type { ColumnProfile } from './profile-column.ts';
import { type Finding, findCurrency, findDecimalMark, findOrderOfDates, findRatingMax } from './read-conventions.ts';

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
  return { conventions, evidence };
}

/** A clear finding counts, then the system's habit, then nothing. A file that contradicts itself is always asked about. */
function settle<Value>(finding: Finding<Value>, usual: Value | null | undefined, mixed: boolean): Value | null {
  if (finding.ambiguous) return mixed ? null : (usual ?? null);
  return /^No /.test(finding.evidence) ? (usual ?? finding.value) : finding.value;
}

function isMixed(finding: Finding<unknown>): boolean {
  return finding.ambiguous && /mixes|Both/.test(finding.evidence);
}

function findEvidence(input: SettleInput): ConventionEvidence {
  const typed = (...types: string[]) =>
    input.drafted.filter((one) => types.includes(findField(one.field)?.type ?? '')).map((one) => one.column);
  const profilesOf = (columns: string[]) => input.profiles.filter((profile) => columns.includes(profile.column));
  const amounts = profilesOf(typed('money'));
  const dates = typed('instant', 'day').flatMap((column) => {
    const values =
      input.dateValues.get(column) ?? input.profiles.find((profile) => profile.column === column)?.values ?? [];
    return [...values];
  });
  return {
    decimalMark: findDecimalMark(profilesOf(typed('money', 'number'))),
    dateOrder: findOrderOfDates(dates),
    currency: findCurrency(amounts, input.shopCurrency),
  };
}

/** What unknown systems' files show by their columns. */
function guessByShape(input: SettleInput): Partial<Conventions> {
  const has = (field: string) => input.drafted.some((one) => one.field === field);
  const headers = input.columns.map(foldHeader).join(' ');
  return {
    recordKind: recordKindOf(input.subject, has),
    ...(input.subject === 'orders' ? saleShape(input, has) : {}),
    ...(has('loyalty.points') || has('loyalty.happened_at') ? { loyaltyEntry: 'movement' as const } : {}),
    feedbackType: /\bnps\b|recommend/.test(headers) ? 'nps' : /csat|satisfaction/.test(headers) ? 'csat' : 'review',
    interactionType: /ticket|case/.test(headers)
      ? 'ticket'
      : /call|anruf|appel/.test(headers)
        ? 'call'
        : /visit|besuch/.test(headers)
          ? 'visit'
          : 'other',
    consentByFileName: [
      { part: 'unsubscribed', state: 'denied' },
      { part: 'unsubscribes', state: 'denied' },
      { part: 'opt-out', state: 'denied' },
      { part: 'optout', state: 'denied' },
      { part: 'suppress', state: 'denied' },
      { part: 'bounced', state: 'denied' },
    ],
  };
}

function recordKindOf(subject: Subject, has: (field: string) => boolean): Conventions['recordKind'] {
  if (subject === 'customers') return 'customer';
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
  };
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
