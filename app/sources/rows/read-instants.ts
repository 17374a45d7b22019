import { normaliseBirthDate } from '#app/normalise/birth-date.ts';
import { parseInstant } from '#app/normalise/instant.ts';
import type { Said } from '#app/records/types.ts';
import type { RowPlan } from './row-plan.ts';
import { type Problem, quoted, type RowView } from './row-view.ts';

export type InstantReader = (view: RowView) => Said<Date>;

/** Columns that hold the rest of an instant: the time of day, the zone. */
export type InstantParts = { time?: string; zone?: string };

/** Instants of a field: null = empty, undefined = no such column or not readable (reported). */
export function instantReader(plan: RowPlan, field: string, parts: InstantParts = {}): InstantReader {
  if (!plan.has(field)) return () => undefined;
  const date = plan.text(field);
  const time = parts.time === undefined ? undefined : plan.text(parts.time);
  const zone = parts.zone === undefined ? undefined : plan.text(parts.zone);
  const column = plan.columnOf(field);
  const otherwise = plan.mapping.conventions.zone ?? plan.shop.zone;
  const parse = orderedParser(plan);
  return (view) => {
    const raw = date(view);
    if (raw === null || raw === undefined) return raw;
    const clock = time?.(view);
    const text = clock ? `${raw} ${withColons(clock)}` : raw;
    const instant = parse(text, zone?.(view) ?? otherwise);
    if (instant instanceof Date) return instant;
    view.report(field, column, instant);
    return undefined;
  };
}

/** `10.15` is a quarter past ten in the north. */
function withColons(clock: string): string {
  return /^\d{1,2}[.h]\d{2}(?:\.\d{2})?$/.test(clock) ? clock.replace(/[.h]/g, ':') : clock;
}

type Parser = (text: string, zone: string) => Date | Problem;

/** While day and month cannot be told apart, only dates that read one way are accepted. */
function orderedParser(plan: RowPlan): Parser {
  const { dateOrder } = plan.mapping.conventions;
  if (dateOrder !== null) return (text, zone) => parseInstant(text, { order: dateOrder, zone }) ?? unreadableDate(text);
  return (text, zone) => {
    const dayFirst = parseInstant(text, { order: 'dmy', zone });
    const monthFirst = parseInstant(text, { order: 'mdy', zone });
    if (dayFirst && monthFirst && dayFirst.getTime() !== monthFirst.getTime()) return ambiguousDate(text);
    return dayFirst ?? monthFirst ?? unreadableDate(text);
  };
}

function ambiguousDate(text: string): Problem {
  return {
    code: 'ambiguous_date',
    reason: `In ${quoted(text)} day and month cannot be told apart.`,
    remedy: 'Answer which comes first in this file.',
  };
}

function unreadableDate(text: string): Problem {
  return {
    code: 'unreadable_date',
    reason: `${quoted(text)} is not a date that exists in this file’s order of day and month.`,
    remedy: 'Correct the cell, or check the order of day and month of the file.',
  };
}

/** Days of birth: `YYYY-MM-DD`, or `MM-DD` when the year is missing. */
export function dayReader(plan: RowPlan, field: string): (view: RowView) => Said<string> {
  if (!plan.has(field)) return () => undefined;
  const text = plan.text(field);
  const column = plan.columnOf(field);
  return (view) => {
    const raw = text(view);
    if (raw === null || raw === undefined) return raw;
    const day = readBirthday(raw, plan.mapping.conventions.dateOrder);
    if (typeof day === 'string') return day.startsWith('--') ? day.slice(2) : day;
    view.report(field, column, day);
    return undefined;
  };
}

function readBirthday(raw: string, order: 'dmy' | 'mdy' | 'ymd' | null): string | Problem {
  if (order !== null) return normaliseBirthDate(raw, order) ?? unreadableDate(raw);
  const dayFirst = normaliseBirthDate(raw, 'dmy');
  const monthFirst = normaliseBirthDate(raw, 'mdy');
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) return ambiguousDate(raw);
  return dayFirst ?? monthFirst ?? unreadableDate(raw);
}
