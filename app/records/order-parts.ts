import type { OrderAmounts, OrderLineInput } from './types.ts';

/** Columns of an order that its parts add up to. */
export const PART_AMOUNTS = [
  'gross_minor',
  'discount_minor',
  'tax_minor',
  'shipping_minor',
  'tip_minor',
  'total_minor',
] as const;

type Sums = Record<(typeof PART_AMOUNTS)[number], number>;

/** A part that was added: what it said in short, the position of the line before its first, and what it came to. */
type Part = Sums & { hash: string; after: number };

/** Parts by their number, as an order keeps them; empty for nearly all. */
export type OrderParts = Readonly<Record<string, Part>>;

/** An order while parts are added to it. */
export type GrowingOrder = {
  amounts: Sums;
  parts: OrderParts;
  lastPosition: number;
  /** Lines behind this position are gone; `null` = nothing has changed. */
  cut: number | null;
  /** Lines to be written. */
  lines: OrderLineInput[];
};

/**
 * Adds a part to an order. The same part again changes nothing. A part that says otherwise than the one of its number comes from
 * a file that tells the order in other pieces: it takes the place of that one and of all that were added after it.
 */
export function addPart(
  order: GrowingOrder,
  number: number,
  hash: string,
  told: OrderAmounts,
  lines: readonly OrderLineInput[],
): void {
  const known = order.parts[number];
  if (known?.hash === hash) {
    return;
  }
  if (known) {
    takeOff(order, known.after);
  }
  const sums = sumsOf(told);
  const after = order.lastPosition;
  order.cut ??= after;
  order.parts = { ...order.parts, [number]: { ...sums, hash, after } };
  order.amounts = combine(order.amounts, sums, 1);
  order.lines = [...order.lines, ...lines.map((line, at) => ({ ...line, position: after + at + 1 }))];
  order.lastPosition = after + lines.length;
}

function takeOff(order: GrowingOrder, after: number): void {
  const gone = Object.entries(order.parts).filter(([, part]) => part.after >= after);
  order.amounts = gone.reduce((sums, [, part]) => combine(sums, part, -1), order.amounts);
  const numbers = new Set(gone.map(([number]) => number));
  order.parts = Object.fromEntries(Object.entries(order.parts).filter(([number]) => !numbers.has(number)));
  order.lines = order.lines.filter((line) => line.position <= after);
  order.lastPosition = after;
  order.cut = Math.min(order.cut ?? after, after);
}

function sumsOf(told: OrderAmounts): Sums {
  return {
    gross_minor: told.grossMinor ?? 0,
    discount_minor: told.discountMinor ?? 0,
    tax_minor: told.taxMinor ?? 0,
    shipping_minor: told.shippingMinor ?? 0,
    tip_minor: told.tipMinor ?? 0,
    total_minor: told.totalMinor,
  };
}

function combine(a: Sums, b: Sums, sign: 1 | -1): Sums {
  return Object.fromEntries(PART_AMOUNTS.map((column) => [column, a[column] + sign * b[column]])) as Sums;
}
