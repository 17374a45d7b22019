import type { OrderReceiver } from '#app/records/order-receiver.ts';
import type { OrderInput, OrderLineInput, OrderStatus, RefundInput } from '#app/records/types.ts';
import type { Line } from './read-line.ts';
import type { RowPlan } from './row-plan.ts';
import type { SaleHead } from './sale-head.ts';
import { type SaleGroup, TOLD } from './sale-rows.ts';

export type Sums = { total: number; gross: number | null; discount: number | null; tax: number | null };

/** Adds up the lines of a sale or of a refund; null = there are none. */
export function addUp(lines: readonly Line[]): Sums | null {
  if (lines.length === 0) return null;
  const sums: Sums = { total: 0, gross: null, discount: null, tax: null };
  for (const line of lines) {
    sums.total += line.totalMinor;
    sums.gross = plus(sums.gross, line.grossMinor);
    sums.discount = plus(sums.discount, line.discountMinor);
    sums.tax = plus(sums.tax, line.taxMinor);
  }
  return sums;
}

function plus(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}

/**
 * Lines with a minus that are no returns are discounts on the sale ("Voucher −5.00"). In a refund they are what is kept back
 * ("Restocking fee"): there the signs are the other way round.
 */
export function splitOffDiscounts(
  lines: readonly Line[],
  kind: SaleGroup['kind'],
): { lines: Line[]; discountMinor: number } {
  const minus = lines.filter((line) => line.negative && !line.returned).length;
  const turned = kind === 'refund' && lines.some((line) => line.negative);
  if (kind === 'sale' ? minus === 0 : !turned || lines.every((line) => line.negative))
    return { lines: [...lines], discountMinor: 0 };
  const isOff = (line: Line) => (turned ? !line.negative : line.negative && !line.returned);
  const off = lines.filter(isOff);
  return {
    lines: lines.filter((line) => !isOff(line)),
    discountMinor: off.reduce((sum, line) => sum + line.totalMinor, 0),
  };
}

/**
 * What a sale without a total of its own came to: its lines, or its subtotal, or its gross sum less discounts, and what comes on top.
 * null = nothing says.
 */
export function totalOf(
  head: SaleHead,
  sums: Sums | null,
  discountMinor: number,
  taxes: 'added' | 'included',
): number | null {
  const goods = sums === null ? goodsOf(head) : sums.total - (sums.discount === null ? (head.discount ?? 0) : 0);
  if (goods === null) return null;
  const tax = taxes === 'added' ? (head.tax ?? sums?.tax ?? 0) : 0;
  return goods - discountMinor + tax + (head.shipping ?? 0) + (head.tip ?? 0);
}

function goodsOf({ subtotal, gross, discount }: SaleHead): number | null {
  if (subtotal !== null) return subtotal;
  return gross === null ? null : gross - (discount ?? 0);
}

/** What a sale's rows told of it as a whole: later parts leave these amounts alone. */
export function toldBy({ total, gross, subtotal, discount, tax }: SaleHead): number {
  return (
    (total === null ? 0 : TOLD.total) |
    (gross === null && subtotal === null ? 0 : TOLD.gross) |
    (discount === null ? 0 : TOLD.discount) |
    (tax === null ? 0 : TOLD.tax)
  );
}

/** What a later part adds to a sale: its lines, and of the amounts those that stand in lines only. */
export function additionsOf(
  { before }: SaleGroup,
  sums: Sums | null,
  offMinor: number,
  taxes: 'added' | 'included',
): OrderInput['amounts'] {
  const unless = (told: number, value: number | null) => ((before & told) === 0 ? value : null);
  const tax = unless(TOLD.tax, sums?.tax ?? null);
  const discount = unless(TOLD.discount, sums?.discount ?? null);
  const total = (sums?.total ?? 0) - offMinor + (taxes === 'added' ? (tax ?? 0) : 0);
  return {
    grossMinor: unless(TOLD.gross, sums?.gross ?? null),
    discountMinor: offMinor === 0 ? discount : (discount ?? 0) + offMinor,
    taxMinor: tax,
    totalMinor: unless(TOLD.total, total) ?? 0,
  };
}

export type SaleContext = {
  group: SaleGroup;
  head: SaleHead;
  lines: Line[];
  sums: Sums | null;
  total: number;
  /** Taken off by lines of their own. */
  discountMinor: number;
  plan: RowPlan;
  /** Who gets the goods, if another than who pays. */
  receiver?: OrderReceiver | undefined;
};

export function asOrder(
  { group, head, lines, sums, total, discountMinor, plan, receiver }: SaleContext,
  customerExternalId: string | null,
): OrderInput {
  const refunded = refundedSum(head, total);
  const order: OrderInput = {
    kind: 'order',
    externalId: head.externalId,
    versionAt: null,
    customerExternalId,
    channel: head.channel,
    placedAt: head.placedAt,
    currency: head.currency,
    status: statusAfterRefund(head.status, refunded, total),
    amounts:
      group.part > 0
        ? additionsOf(group, sums, discountMinor, plan.mapping.conventions.taxes)
        : amountsOf(head, sums, total, discountMinor),
  };
  addAbout(order, head);
  if (receiver) order.receiver = receiver;
  if (plan.has('order.tax') || plan.has('line.tax')) order.taxIncluded = plan.mapping.conventions.taxes === 'included';
  if (lines.length > 0) order.lines = lines.map((line, at) => asOrderLine(line, at, linePrefix(group)));
  if (group.part > 0) order.continues = group.part;
  if (refunded !== null) order.refunds = [refundOf(refundedId(head, group), head, refunded)];
  return order;
}

/** What went back: the column's sum, or all of it where only the status says "refunded". */
function refundedSum(head: SaleHead, total: number): number | null {
  if (head.refunded !== null) return head.refunded > 0 ? head.refunded : null;
  return head.status === 'refunded' && total > 0 ? total : null;
}

function amountsOf(head: SaleHead, sums: Sums | null, total: number, offMinor: number): OrderInput['amounts'] {
  const told = head.discount ?? sums?.discount ?? null;
  const discount = offMinor === 0 ? told : (told ?? 0) + offMinor;
  const fromSubtotal = head.subtotal === null ? null : head.subtotal + (discount ?? 0);
  return {
    grossMinor: head.gross ?? fromSubtotal ?? sums?.gross ?? null,
    discountMinor: discount,
    taxMinor: head.tax ?? sums?.tax ?? null,
    shippingMinor: head.shipping,
    tipMinor: head.tip,
    totalMinor: total,
  };
}

function addAbout(order: OrderInput, head: SaleHead): void {
  if (head.name) order.name = head.name;
  if (head.store) order.store = head.store;
  if (head.cancelledAt) order.cancelledAt = head.cancelledAt;
  if (head.isTest) order.isTest = true;
  if (head.staffName) order.staffName = head.staffName;
  if (head.note) order.note = head.note;
  if (head.tags) order.tags = head.tags;
  if (head.discountCodes) order.discountCodes = head.discountCodes;
  if (head.visit) order.visit = head.visit;
  if (head.custom) order.custom = head.custom;
}

function statusAfterRefund(status: OrderStatus, refunded: number | null, total: number): OrderStatus {
  if (refunded === null || status !== 'paid') return status;
  return refunded >= total ? 'refunded' : 'partly_refunded';
}

/** Lines of a later part are told from those of the first by its number. */
function linePrefix({ part }: SaleGroup): string {
  return part > 0 ? `${part}:` : '';
}

/** What a column says went back is said of the whole sale; what a status says went back is each part's own. */
function refundedId(head: SaleHead, { part }: SaleGroup): string {
  return `${head.externalId}:refunded${part > 0 && head.refunded === null ? `:${part}` : ''}`;
}

/** The line under its position; the working copy becomes the record, its notes are taken off. */
function asOrderLine(line: Line, at: number, prefix: string): OrderLineInput {
  const { title, variantTitle, sku, productExternalId, variantExternalId, category, vendor } = line;
  return {
    externalId: line.externalId || `${prefix}${at + 1}`,
    position: at + 1,
    title,
    variantTitle,
    sku,
    productExternalId,
    variantExternalId,
    category,
    vendor,
    quantity: line.quantity,
    unitMinor: line.unitMinor,
    discountMinor: line.discountMinor,
    taxMinor: line.taxMinor,
    totalMinor: line.totalMinor,
  };
}

function refundOf(externalId: string, head: SaleHead, amountMinor: number): RefundInput {
  return {
    kind: 'refund',
    externalId,
    versionAt: null,
    orderExternalId: head.externalId,
    refundedAt: null,
    amountMinor,
    currency: head.currency,
  };
}

/** A row that is a refund names the sale by the id it shares with it, or has an id of its own and names none. */
export function asRefund(
  { group, head, lines, total, plan }: SaleContext,
  customerExternalId: string | null,
): RefundInput {
  const shared = plan.mapping.conventions.refundRows === 'same_id' && head.refundOf === null;
  const own = shared ? `${head.externalId}:${head.placedAt.toISOString()}` : head.externalId;
  return {
    // Rows of one refund that lie far apart are refunds of their own: they add up as well.
    ...refundOf(group.part > 0 ? `${own}:${group.part}` : own, head, Math.abs(total)),
    orderExternalId: shared ? head.externalId : head.refundOf,
    customerExternalId,
    refundedAt: head.placedAt,
    ...(head.store ? { store: head.store } : {}),
    ...(head.note ? { reason: head.note } : {}),
    ...(lines.length > 0 ? { lines: lines.map((line) => asRefundLine(line, plan.mapping.conventions.taxes)) } : {}),
    ...(head.custom ? { custom: head.custom } : {}),
  };
}

function asRefundLine(line: Line, taxes: 'added' | 'included'): NonNullable<RefundInput['lines']>[number] {
  return {
    lineExternalId: line.externalId || null,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    amountMinor: line.totalMinor + (taxes === 'added' ? (line.taxMinor ?? 0) : 0),
  };
}
