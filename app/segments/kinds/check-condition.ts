import { closestNames } from '../closest-names.ts';
import { printCondition, printValue } from '../grammar/print-condition.ts';
import { ruleLimits } from '../limits.ts';
import type { Fix } from '../problem.ts';
import { isRealDay, isRealMoment } from '../rule-dates.ts';
import { type Condition, decimalPattern, type Value } from '../types.ts';
import { enumerate } from '../value-types/describe-condition.ts';
import { compareExact, parseExact } from '../value-types/exact-number.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { type OperatorName, operatorOf, type ValueType, valuesOf } from '../value-types/value-type.ts';
import type { Checker } from './kind.ts';

export type ConditionPlace = {
  /** What the condition is about, as written in the rule. */
  name: string;
  type: ValueType;
  /** Where fewer operators make sense than the type has. */
  operators?: readonly OperatorName[] | undefined;
  path: string;
};

/** Reports an operator that does not fit the type, and values that do not fit, do not exist or are not among the choices. */
export function checkCondition(condition: Condition, place: ConditionPlace, checker: Checker): void {
  const definition = typeDefinition(place.type);
  const allowed = definition.operators(place.type).filter((operator) => place.operators?.includes(operator) ?? true);
  const operator = operatorOf(condition);
  const at = checker.spanOf(condition);
  if (!allowed.includes(operator)) {
    const fixes = at ? betterConditions(condition, allowed).map((better) => replaceBy(at, printCondition(better))) : [];
    const message = `${place.name} cannot be asked with ${operator}. It takes ${enumerate(allowed, 'or')}.`;
    checker.report({ code: 'segments.operator_unfit', message, at, path: place.path, fixes });
    return;
  }
  if (valuesOf(condition).length > ruleLimits.listValues) {
    const message = `A list may hold ${ruleLimits.listValues} values at most.`;
    checker.report({ code: 'segments.list_too_long', message, at, path: place.path });
    return;
  }
  for (const value of valuesOf(condition)) {
    checkValue(value, place, checker);
  }
  checkOrder(condition, place, checker);
}

function checkValue(value: Value, place: ConditionPlace, checker: Checker): void {
  const fault = textFault(value) ?? dateFault(value) ?? typeFault(value, place) ?? choiceFault(value, place);
  if (fault) {
    const at = checker.spanOf(value);
    const fixes = at ? fault.better.map((text) => replaceBy(at, text)) : [];
    checker.report({ code: fault.code, message: fault.message, at, path: place.path, fixes });
  }
}

/** What is wrong with a value; `better` are texts to write instead. */
type Fault = { code: string; message: string; better: readonly string[] };

function textFault(value: Value): Fault | null {
  if (value.kind !== 'text') {
    return null;
  }
  if (!isStorable(value.text)) {
    const message = 'This text holds characters that no data can hold.';
    return { code: 'segments.text_unreadable', message, better: [] };
  }
  const message = `A text value may have ${ruleLimits.textValue} characters at most.`;
  return value.text.length > ruleLimits.textValue ? { code: 'segments.text_too_long', message, better: [] } : null;
}

function dateFault(value: Value): Fault | null {
  if (isReal(value)) {
    return null;
  }
  const message = `${printValue(value)} is on no calendar or clock.`;
  return { code: 'segments.date_impossible', message, better: nearbyDates(value) };
}

function typeFault(value: Value, place: ConditionPlace): Fault | null {
  const definition = typeDefinition(place.type);
  if (definition.accepts(place.type, value)) {
    return null;
  }
  const message = `${place.name} needs ${definition.writes(place.type)}, not ${printValue(value)}.`;
  return { code: 'segments.value_unfit', message, better: betterValues(value, place.type) };
}

function choiceFault(value: Value, place: ConditionPlace): Fault | null {
  const choices = choicesOf(place.type);
  if (!choices || value.kind !== 'text' || choices.includes(value.text)) {
    return null;
  }
  const better = closestNames(value.text, choices).map((text) => printValue({ kind: 'text', text }));
  const message = `${place.name} is never ${printValue(value)}. It is one of ${enumerate(choices, 'or')}.`;
  return { code: 'segments.value_unknown', message, better };
}

/** PostgreSQL keeps neither the character NUL nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** BETWEEN with its ends the wrong way round is true of nobody: nearly always a slip. */
function checkOrder(condition: Condition, place: ConditionPlace, checker: Checker): void {
  if (condition.kind !== 'between' || !isReversed(condition.from, condition.to)) {
    return;
  }
  const at = checker.spanOf(condition);
  const swapped = printCondition({ ...condition, from: condition.to, to: condition.from });
  const message = `BETWEEN goes from the smaller to the larger: ${printCondition(condition)} is true of nobody.`;
  checker.report({
    code: 'segments.range_reversed',
    message,
    at,
    path: place.path,
    fixes: at ? [replaceBy(at, swapped)] : [],
  });
}

function isReversed(from: Value, to: Value): boolean {
  if (from.kind === 'number' && to.kind === 'number') {
    return compareExact(parseExact(from.decimal), parseExact(to.decimal)) > 0;
  }
  return from.kind === 'day' && to.kind === 'day' && from.day > to.day;
}

function isReal(value: Value): boolean {
  return value.kind === 'day' ? isRealDay(value.day) : value.kind === 'moment' ? isRealMoment(value.local) : true;
}

/** For 2026-02-30: the month's last day. */
function nearbyDates(value: Value): string[] {
  const [day = '', rest = ''] =
    value.kind === 'day' ? [value.day] : value.kind === 'moment' ? value.local.split('T') : [];
  const candidates = ['31', '30', '29', '28'].map((date) => `${day.slice(0, 8)}${date}`).filter(isRealDay);
  const [last] = candidates;
  return last && last < day ? [rest && isRealMoment(`${last}T${rest}`) ? `${last}T${rest}` : last] : [];
}

function choicesOf(type: ValueType): readonly string[] | null {
  return type.kind === 'enum' ? type.values : type.kind === 'list' ? (type.values ?? null) : null;
}

/** The same values with an operator that fits. */
function betterConditions(condition: Condition, allowed: readonly OperatorName[]): Condition[] {
  const [value] = valuesOf(condition);
  if (!value) {
    return [];
  }
  const negated =
    'negated' in condition ? condition.negated : condition.kind === 'compare' && condition.operator === '!=';
  const candidates: Condition[] = [
    { kind: 'compare', operator: negated ? '!=' : '=', value },
    { kind: 'contains', negated, value },
    { kind: 'compare', operator: '<=', value },
  ];
  return candidates.filter((candidate) => allowed.includes(operatorOf(candidate))).slice(0, 1);
}

/** The same thing written as the type wants it: without quotes, with quotes, whole. */
function betterValues(value: Value, type: ValueType): string[] {
  const definition = typeDefinition(type);
  const written = value.kind === 'text' ? value.text.trim() : printValue(value);
  const candidates: { text: string; value: Value }[] = [
    { text: printValue({ kind: 'text', text: written }), value: { kind: 'text', text: written } },
  ];
  if (decimalPattern.test(written)) {
    candidates.push({ text: written, value: { kind: 'number', decimal: written } });
    const whole = String(Math.round(Number(written)));
    candidates.push({ text: whole, value: { kind: 'number', decimal: whole } });
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(written) && isRealDay(written)) {
    candidates.push({ text: written, value: { kind: 'day', day: written } });
  }
  if (/^(true|false)$/i.test(written)) {
    const is = written.toLowerCase() === 'true';
    candidates.push({ text: String(is), value: { kind: 'boolean', is } });
  }
  const fitting = candidates.filter((candidate) => definition.accepts(type, candidate.value));
  const choices = choicesOf(type);
  return choices
    ? closestNames(written, choices).map((choice) => `'${choice}'`)
    : fitting.slice(0, 1).map(({ text }) => text);
}

function replaceBy(at: { from: number; to: number }, text: string): Fix {
  return { label: `Write ${text}`, from: at.from, to: at.to, text };
}
