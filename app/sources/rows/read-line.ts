import type { OrderLineInput } from '#app/records/types.ts';
import { moneyReader, numberReader, perUnit } from './read-amounts.ts';
import type { RowPlan } from './row-plan.ts';
import type { Problem, RowView } from './row-view.ts';

/** A line with every amount positive, and what it cost before discounts. */
export type Line = Omit<OrderLineInput, 'position' | 'discountMinor' | 'taxMinor'> & {
  grossMinor: number | null;
  discountMinor: number | null;
  taxMinor: number | null;
  /** Its sum stands in the file with a minus. */
  negative: boolean;
  /** Its quantity does. */
  returned: boolean;
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
  if (!plan.hasGroup('line')) return () => null;
  const id = plan.text('line.id');
  const texts = TEXTS.filter(([field]) => plan.has(field)).map(([field, key]) => ({ key, read: plan.text(field) }));
  const quantity = numberReader(plan, 'line.quantity');
  const amounts = amountReader(plan);
  return (view, currency) => {
    const read = amounts(view, currency);
    const units = quantity(view);
    const line = emptyLine(id(view) ?? '', units ?? 1);
    let named = false;
    for (const { key, read: text } of texts) {
      const value = text(view);
      line[key] = value;
      named ||= Boolean(value);
    }
    if (read === null && !named && (units === null || units === undefined)) return null;
    return complete(line, read) ? line : lineProblem(view, plan);
  };
}

function emptyLine(externalId: string, units: number): Line {
  return {
    externalId,
    quantity: Math.abs(units),
    unitMinor: null,
    grossMinor: null,
    discountMinor: null,
    taxMinor: null,
    totalMinor: 0,
    negative: false,
    returned: units < 0,
  };
}

/** The amounts of a row as they stand; null = none is filled. */
function amountReader(plan: RowPlan): (view: RowView, currency: string) => Amounts | null {
  const unit = moneyReader(plan, 'line.unit_price');
  const gross = moneyReader(plan, 'line.gross');
  const discount = moneyReader(plan, 'line.discount');
  const tax = moneyReader(plan, 'line.tax');
  const total = moneyReader(plan, 'line.total');
  return (view, currency) => {
    const amounts = {
      unit: unit(view, currency) ?? null,
      gross: gross(view, currency) ?? null,
      discount: discount(view, currency) ?? null,
      tax: tax(view, currency) ?? null,
      total: total(view, currency) ?? null,
    };
    const some = amounts.total ?? amounts.gross ?? amounts.unit ?? amounts.discount ?? amounts.tax;
    return some === null ? null : amounts;
  };
}

/** What is not given follows: total = gross − discount, gross = quantity × unit. False = nothing to go by. */
function complete(line: Line, read: Amounts | null): boolean {
  if (read === null) return false;
  const discount = unsigned(read.discount);
  const gross = unsigned(read.gross) ?? (read.unit === null ? null : Math.round(Math.abs(read.unit) * line.quantity));
  const total = unsigned(read.total) ?? (gross === null ? null : gross - (discount ?? 0));
  if (total === null) return false;
  line.unitMinor = unsigned(read.unit) ?? (gross === null ? null : perUnit(gross, line.quantity));
  line.grossMinor = gross;
  line.discountMinor = discount;
  line.taxMinor = unsigned(read.tax);
  line.totalMinor = total;
  line.negative = (read.total ?? read.gross ?? read.unit ?? 0) < 0 || line.returned;
  return true;
}

function unsigned(minor: number | null): number | null {
  return minor === null ? null : Math.abs(minor);
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
