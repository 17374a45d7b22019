import type { OrderLineInput } from '#app/records/types.ts';
import { moneyReader, numberReader, perUnit } from './read-amounts.ts';
import type { RowPlan } from './row-plan.ts';
import type { Problem, RowView } from './row-view.ts';

/** A line with every amount positive, and what it cost before discounts. */
export type Line = Omit<OrderLineInput, 'position' | 'discountMinor' | 'taxMinor'> & {
  grossMinor: number | null;
  discountMinor: number | null;
  taxMinor: number | null;
};

export type LineProblem = Problem & { field: string; column: string | null };

const TEXTS = [
  ['line.title', 'title'],
  ['line.variant', 'variantTitle'],
  ['line.sku', 'sku'],
  ['line.product_id', 'productExternalId'],
  ['line.variant_id', 'variantExternalId'],
  ['line.category', 'category'],
  ['line.vendor', 'vendor'],
] as const;

type Amounts = {
  unit: number | null;
  gross: number | null;
  discount: number | null;
  tax: number | null;
  total: number | null;
};

/** The line a row holds; null = the row speaks of the sale only. A line whose sum cannot be read is a problem, not a zero. */
export function lineReader(plan: RowPlan): (view: RowView, currency: string) => Line | LineProblem | null {
  if (!plan.mapping.columns.some((column) => column.field?.startsWith('line.'))) return () => null;
  const id = plan.text('line.id');
  const texts = TEXTS.filter(([field]) => plan.has(field)).map(([field, key]) => [key, plan.text(field)] as const);
  const quantity = numberReader(plan, 'line.quantity');
  const amounts = amountReader(plan);
  return (view, currency) => {
    const read = amounts(view, currency);
    const units = quantity(view);
    const named = texts.map(([key, text]) => [key, text(view)] as const);
    if (read === null && (units === null || units === undefined) && named.every(([, text]) => !text)) return null;
    const sums = completed(read, Math.abs(units ?? 1));
    const problem = sums === null ? lineProblem(view, plan) : null;
    if (sums === null) return problem;
    return {
      externalId: id(view) ?? '',
      ...(Object.fromEntries(named) as Partial<Line>),
      quantity: Math.abs(units ?? 1),
      unitMinor: sums.unit,
      grossMinor: sums.gross,
      discountMinor: sums.discount,
      taxMinor: sums.tax,
      totalMinor: sums.total,
    };
  };
}

/** The amounts of a row, unsigned; null = none is filled. */
function amountReader(plan: RowPlan): (view: RowView, currency: string) => Amounts | null {
  const unit = moneyReader(plan, 'line.unit_price');
  const gross = moneyReader(plan, 'line.gross');
  const discount = moneyReader(plan, 'line.discount');
  const tax = moneyReader(plan, 'line.tax');
  const total = moneyReader(plan, 'line.total');
  return (view, currency) => {
    const amounts = {
      unit: unsigned(unit(view, currency)),
      gross: unsigned(gross(view, currency)),
      discount: unsigned(discount(view, currency)),
      tax: unsigned(tax(view, currency)),
      total: unsigned(total(view, currency)),
    };
    return Object.values(amounts).every((amount) => amount === null) ? null : amounts;
  };
}

function unsigned(minor: number | null | undefined): number | null {
  return minor === null || minor === undefined ? null : Math.abs(minor);
}

type Completed = Omit<Amounts, 'total'> & { total: number };

/** What is not given follows: total = gross − discount, gross = quantity × unit. null = nothing to go by. */
function completed(read: Amounts | null, quantity: number): Completed | null {
  if (read === null) return null;
  const gross = read.gross ?? (read.unit === null ? null : Math.round(read.unit * quantity));
  const total = read.total ?? (gross === null ? null : gross - (read.discount ?? 0));
  if (total === null) return null;
  const unit = read.unit ?? (gross === null ? null : perUnit(gross, quantity));
  return { unit, gross, discount: read.discount, tax: read.tax, total };
}

function lineProblem(view: RowView, plan: RowPlan): LineProblem | null {
  const unreadable = view.issues.find((issue) => issue.field?.startsWith('line.') && issue.code.endsWith('amount'));
  if (unreadable) {
    const { code, reason, remedy, field, column } = unreadable;
    return { code, reason, remedy, field: field ?? 'line.total', column };
  }
  if (plan.has('order.total')) return null;
  return {
    code: 'missing_amount',
    reason: 'The line has no amount.',
    remedy: 'Fill in what it cost, or leave the row out.',
    field: 'line.total',
    column: plan.columnOf('line.total') ?? plan.columnOf('line.unit_price'),
  };
}
