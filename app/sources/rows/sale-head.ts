import type { OrderInput, OrderStatus, Said, StoreReference } from '#app/records/types.ts';
import { readOrderStatus } from '../value-words.ts';
import { currencyReader, moneyReader } from './read-amounts.ts';
import { channelReader } from './read-channel.ts';
import { instantReader } from './read-instants.ts';
import type { RowPlan } from './row-plan.ts';
import { type Problem, quoted, type RowView } from './row-view.ts';
import type { SaleGroup } from './sale-rows.ts';
import { ContentIds } from './seen-content.ts';

export type SaleHead = {
  externalId: string;
  name: Said<string>;
  placedAt: Date;
  currency: string;
  total: number | null;
  subtotal: number | null;
  gross: number | null;
  discount: number | null;
  tax: number | null;
  shipping: number | null;
  tip: number | null;
  refunded: number | null;
  status: OrderStatus;
  cancelledAt: Said<Date>;
  isTest: boolean;
  channel: OrderInput['channel'];
  store: Said<StoreReference>;
  staffName: Said<string>;
  note: Said<string>;
  tags: Said<string[]>;
  discountCodes: Said<string[]>;
  visit: OrderInput['visit'];
  custom: Record<string, string> | undefined;
  /** Of a refund: the sale that its own column names. */
  refundOf: string | null;
};

export type HeadProblem = Problem & { field: string; column: string | null };

const AMOUNTS = ['total', 'subtotal', 'gross', 'discount', 'tax', 'shipping', 'tip', 'refunded'] as const;

/** What the sale says as a whole. On several rows each value is the first that is filled: parents repeat or leave blank. */
export function headReader(plan: RowPlan): (group: SaleGroup) => SaleHead | HeadProblem {
  const id = plan.text('order.id');
  const name = plan.text('order.name');
  const placedAt = instantReader(plan, 'order.placed_at', { time: 'order.placed_time', zone: 'order.time_zone' });
  const currencyOf = currencyReader(plan);
  const amounts = headAmounts(plan);
  const about = aboutReader(plan);
  const ids = new ContentIds();
  const idIsKey = plan.mapping.conventions.groupBy === 'order.id';
  const refundOf = plan.text('refund.order_id');
  return (group) => {
    const placed = first(group, placedAt);
    // A later part of a sale is placed where its first rows are.
    if (!placed && group.part === 0)
      return missing(group, plan, 'order.placed_at', 'The row has no date, so the sale cannot be placed in time.');
    const currency = currencyOf(group.views[0] as RowView);
    const externalId =
      (idIsKey ? group.key : null) ??
      first(group, id) ??
      group.key ??
      first(group, name) ??
      ids.idOf(group.views.map((view) => view.cells));
    const read = amounts(group, currency);
    const bad = findIssue(group, 'order.total');
    if (bad) return { ...bad, field: 'order.total' };
    return {
      externalId,
      name: first(group, name),
      placedAt: placed ?? new Date(0),
      currency,
      ...read,
      ...about(group),
      refundOf: first(group, refundOf) ?? null,
    };
  };
}

type HeadAmounts = Pick<SaleHead, (typeof AMOUNTS)[number]>;

const NO_AMOUNTS: HeadAmounts = {
  total: null,
  subtotal: null,
  gross: null,
  discount: null,
  tax: null,
  shipping: null,
  tip: null,
  refunded: null,
};

function headAmounts(plan: RowPlan): (group: SaleGroup, currency: string) => HeadAmounts {
  const readers = AMOUNTS.filter((key) => plan.has(`order.${key}`)).map((key) => ({
    key,
    read: moneyReader(plan, `order.${key}`),
  }));
  if (readers.length === 0) return () => NO_AMOUNTS;
  return (group, currency) => {
    const amounts = { ...NO_AMOUNTS };
    for (const { key, read } of readers) amounts[key] = absolute(first(group, (view) => read(view, currency)));
    return amounts;
  };
}

type About = Pick<
  SaleHead,
  | 'status'
  | 'cancelledAt'
  | 'isTest'
  | 'channel'
  | 'store'
  | 'staffName'
  | 'note'
  | 'tags'
  | 'discountCodes'
  | 'visit'
  | 'custom'
>;

function aboutReader(plan: RowPlan): (group: SaleGroup) => About {
  const cancelledAt = instantReader(plan, 'order.cancelled_at');
  const test = plan.yesNo('order.test');
  const status = statusReader(plan);
  const channel = channelReader(plan);
  const store = plan.text('order.store');
  const staff = plan.text('order.staff');
  const note = plan.text('order.note');
  const tags = plan.list('order.tags');
  const codes = plan.list('order.discount_codes');
  const visit = visitReader(plan);
  return (group) => {
    const cancelled = first(group, cancelledAt);
    const shop = first(group, store);
    return {
      cancelledAt: cancelled,
      status: cancelled ? 'cancelled' : status(group),
      isTest: first(group, test) === true,
      channel: channel(group.views[0] as RowView),
      store: shop ? { externalId: shop, name: shop } : null,
      staffName: first(group, staff),
      note: first(group, note),
      tags: first(group, tags),
      discountCodes: first(group, codes),
      visit: visit(group),
      custom: plan.custom(group.views[0] as RowView),
    };
  };
}

/** What a file knows of the visit: the campaign, and where the buyer came from, in small letters as Shopify's are. */
function visitReader(plan: RowPlan): (group: SaleGroup) => OrderInput['visit'] {
  const campaign = plan.text('order.campaign');
  const source = plan.text('order.visit_source');
  return (group) => {
    const [named, from] = [first(group, campaign) ?? null, first(group, source)?.toLowerCase() ?? null];
    return named === null && from === null
      ? undefined
      : { landing: null, referrer: null, source: from, campaign: named };
  };
}

function statusReader(plan: RowPlan): (group: SaleGroup) => OrderStatus {
  const status = plan.word('order.status');
  const column = plan.columnOf('order.status');
  const own = plan.mapping.conventions.statusWords;
  return (group) => {
    const word = first(group, status);
    if (!word) return 'paid';
    const known = readOrderStatus(word, own);
    if (known !== null) return known;
    group.views[0]?.report('order.status', column, {
      code: 'unknown_status',
      reason: `The status ${quoted(word)} is not known: the sale is kept as open and does not count as income yet.`,
      remedy: 'Map the word to paid, open, refunded, cancelled or voided.',
    });
    return 'open';
  };
}

/** The first row's answer that is filled; null = all empty, undefined = no such column. */
function first<T>(group: SaleGroup, read: (view: RowView) => Said<T>): Said<T> {
  let answer: Said<T>;
  for (const view of group.views) {
    answer = read(view);
    if (answer !== null && answer !== undefined) return answer;
  }
  return answer;
}

function absolute(minor: Said<number>): number | null {
  return minor === null || minor === undefined ? null : Math.abs(minor);
}

function findIssue(group: SaleGroup, field: string): (Problem & { column: string | null }) | null {
  const issue = group.views.flatMap((view) => view.issues).find((one) => one.field === field);
  return issue ? { code: issue.code, reason: issue.reason, remedy: issue.remedy, column: issue.column } : null;
}

function missing(group: SaleGroup, plan: RowPlan, field: string, reason: string): HeadProblem {
  const column = plan.columnOf(field);
  const unreadable = findIssue(group, field);
  return {
    code: 'missing_date',
    reason,
    remedy: 'Fill in the date, or leave the row out.',
    ...unreadable,
    field,
    column,
  };
}
