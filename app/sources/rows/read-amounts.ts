import { parseMoney } from '#app/normalise/money.ts';
import type { Said } from '#app/records/types.ts';
import { rememberRepeats } from './remember-repeats.ts';
import type { RowPlan } from './row-plan.ts';
import { type Problem, quoted, type RowView } from './row-view.ts';

/** Minor units of a currency: null = empty, undefined = no such column or not readable (reported). */
export type MoneyReader = (view: RowView, currency: string) => Said<number>;

export function moneyReader(plan: RowPlan, field: string): MoneyReader {
  if (!plan.has(field)) return () => undefined;
  const text = plan.text(field);
  const column = plan.columnOf(field);
  const parsers = new Map<string, (raw: string) => number | null>();

  return (view, currency) => {
    const raw = text(view);
    if (raw === null || raw === undefined) return raw;
    const parse = parsers.get(currency) ?? addParser(currency);
    const minor = parse(raw);
    if (minor !== null) return minor;
    view.report(field, column, unreadableAmount(raw, currency, plan));
    return undefined;
  };

  function addParser(currency: string): (raw: string) => number | null {
    const parse = rememberRepeats<number | null>((raw) => parseAmount(raw, currency, plan));
    parsers.set(currency, parse);
    return parse;
  }
}

/** With an unknown decimal mark only amounts that read the same under both are accepted. */
function parseAmount(raw: string, currency: string, plan: RowPlan): number | null {
  const { decimalMark, excessDecimals: excess } = plan.mapping.conventions;
  if (decimalMark !== null) return parseMoney(raw, { decimalMark, currency, excess })?.amountMinor ?? null;
  const point = parseMoney(raw, { decimalMark: '.', currency, excess });
  const comma = parseMoney(raw, { decimalMark: ',', currency, excess });
  if (point && comma) return point.amountMinor === comma.amountMinor ? point.amountMinor : null;
  return point?.amountMinor ?? comma?.amountMinor ?? null;
}

function unreadableAmount(raw: string, currency: string, plan: RowPlan): Problem {
  if (plan.mapping.conventions.decimalMark === null && /^\D*\d{1,3}[.,]\d{3}\D*$/.test(raw)) {
    return {
      code: 'ambiguous_amount',
      reason: `${quoted(raw)} can be read with either decimal mark.`,
      remedy: 'Answer which decimal mark the file uses.',
    };
  }
  return {
    code: 'unreadable_amount',
    reason: `${quoted(raw)} is not an amount in ${currency}.`,
    remedy: 'Correct the cell, or check the decimal mark and the currency of the file.',
  };
}

/** Plain numbers: quantities, points, ratings. */
export function numberReader(plan: RowPlan, field: string): (view: RowView) => Said<number> {
  if (!plan.has(field)) return () => undefined;
  const text = plan.text(field);
  const column = plan.columnOf(field);
  const mark = plan.mapping.conventions.decimalMark ?? '.';
  return (view) => {
    const raw = text(view);
    if (raw === null || raw === undefined) return raw;
    const number = parseNumber(raw, mark);
    if (number !== null) return number;
    view.report(field, column, {
      code: 'unreadable_number',
      reason: `${quoted(raw)} is not a number.`,
      remedy: 'Correct the cell, or map the column to another field.',
    });
    return undefined;
  };
}

/** `1,250` (mark `.`) → 1250, `2,5` (mark `,`) → 2.5, `3 pcs` → 3; null = no number. */
function parseNumber(raw: string, mark: '.' | ','): number | null {
  if (/^-?\d{1,9}$/.test(raw)) return Number(raw);
  const bare = raw
    .replace(/[\s'’\u00a0]/g, '')
    .replace(/^\+/, '')
    .replace(/[a-z%×]+\.?$/i, '');
  const grouped = mark === '.' ? /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/ : /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
  const group = mark === '.' ? ',' : '.';
  const ungrouped = grouped.test(bare) ? bare.replaceAll(group, '') : bare;
  const plain = mark === ',' ? ungrouped.replace(',', '.') : ungrouped;
  // A point stays a point in files that write their amounts with a comma but come from a machine (2.0000).
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** The currency a row's amounts are in: its own column, else the file's convention, else the shop's. */
export function currencyReader(plan: RowPlan): (view: RowView) => string {
  const text = plan.text('order.currency');
  const otherwise = plan.mapping.conventions.currency ?? plan.shop.currency;
  if (!plan.has('order.currency')) return () => otherwise;
  return (view) => {
    const code = text(view)?.toUpperCase();
    return code !== undefined && /^[A-Z]{3}$/.test(code) ? code : otherwise;
  };
}

/** Price of one from the price of several, rounded to the nearest minor unit; null without a quantity. */
export function perUnit(totalMinor: number, quantity: number): number | null {
  return quantity > 0 ? Math.round(totalMinor / quantity) : null;
}
