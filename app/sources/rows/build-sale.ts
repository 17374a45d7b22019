import type { OrderInput, OrderLineInput, OrderStatus, RefundInput } from '#app/records/types.ts';
import type { Line } from './read-line.ts';
import type { RowPlan } from './row-plan.ts';
import type { SaleHead } from './sale-head.ts';
import type { SaleGroup } from './sale-rows.ts';

export type Sums = { total: number; gross: number | null; discount: number | null; tax: number | null };

export function addUp(lines: readonly Line[]): Sums | null {
  if (lines.length === 0) return null;
  return {
    total: lines.reduce((sum, line) => sum + line.totalMinor, 0),
    gross: sumOf(lines, (line) => line.grossMinor),
    discount: sumOf(lines, (line) => line.discountMinor),
    tax: sumOf(lines, (line) => line.taxMinor),
  };
}

function sumOf(lines: readonly Line[], pick: (line: Line) => number | null): number | null {
  const known = lines.map(pick).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** What comes on top of the lines where the sale has no total of its own. */
export function extras(head: SaleHead, sums: Sums, taxes: 'added' | 'included'): number {
  const tax = taxes === 'added' ? (head.tax ?? sums.tax ?? 0) : 0;
  return tax + (head.shipping ?? 0) + (head.tip ?? 0) - (sums.discount === null ? (head.discount ?? 0) : 0);
}

export type SaleContext = {
  group: SaleGroup;
  head: SaleHead;
  lines: Line[];
  sums: Sums | null;
  total: number;
  plan: RowPlan;
};

export function asOrder(
  { group, head, lines, sums, total, plan }: SaleContext,
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
    amounts: amountsOf(head, sums, total),
    ...about(head),
  };
  if (plan.has('order.tax') || plan.has('line.tax')) order.taxIncluded = plan.mapping.conventions.taxes === 'included';
  if (lines.length > 0) order.lines = lines.map(asOrderLine);
  if (group.continues) order.continues = true;
  if (refunded !== null) order.refunds = [refundOf(`${head.externalId}:refunded`, head, refunded)];
  return order;
}

/** What went back: the column's sum, or all of it where only the status says "refunded". */
function refundedSum(head: SaleHead, total: number): number | null {
  if (head.refunded !== null) return head.refunded > 0 ? head.refunded : null;
  return head.status === 'refunded' && total > 0 ? total : null;
}

function amountsOf(head: SaleHead, sums: Sums | null, total: number): OrderInput['amounts'] {
  const discount = head.discount ?? sums?.discount ?? null;
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

function about(head: SaleHead): Partial<OrderInput> {
  return {
    ...(head.name ? { name: head.name } : {}),
    ...(head.store ? { store: head.store } : {}),
    ...(head.cancelledAt ? { cancelledAt: head.cancelledAt } : {}),
    ...(head.isTest ? { isTest: true } : {}),
    ...(head.staffName ? { staffName: head.staffName } : {}),
    ...(head.note ? { note: head.note } : {}),
    ...(head.tags ? { tags: head.tags } : {}),
    ...(head.discountCodes ? { discountCodes: head.discountCodes } : {}),
    ...(head.custom ? { custom: head.custom } : {}),
  };
}

function statusAfterRefund(status: OrderStatus, refunded: number | null, total: number): OrderStatus {
  if (refunded === null || status !== 'paid') return status;
  return refunded >= total ? 'refunded' : 'partly_refunded';
}

function asOrderLine({ grossMinor: _, ...line }: Line, at: number): OrderLineInput {
  return { ...line, externalId: line.externalId || String(at + 1), position: at + 1 };
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
export function asRefund({ head, lines, total, plan }: SaleContext, customerExternalId: string | null): RefundInput {
  const shared = plan.mapping.conventions.refundRows === 'same_id' && head.refundOf === null;
  return {
    ...refundOf(shared ? `${head.externalId}:${head.placedAt.toISOString()}` : head.externalId, head, Math.abs(total)),
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
