import { type Sql, sql } from '#app/platform/sql.ts';
import type { AttributeDefinition } from '../attributes/attribute.ts';
import { isCustomName } from '../attributes/custom.ts';
import { findAttribute, partsNamed } from '../attributes/registry.ts';
import { type Catalogue, emptyCatalogue } from '../catalogue.ts';
import type { ProfileFacts } from '../facts.ts';
import { printCondition } from '../grammar/print-condition.ts';
import { quoteText } from '../grammar/tokens.ts';
import type { RuleContext } from '../rule-context.ts';
import { addToDay, type Day, dayInZone, isDayLike, isRealDay, isRelative, resolveDay } from '../rule-dates.ts';
import type { AnniversaryClause, Value } from '../types.ts';
import { describeDate } from '../value-types/describe-condition.ts';
import { holdsWhenMissing, scalarOf, valuesOf } from '../value-types/value-type.ts';
import { checkCondition } from './check-condition.ts';
import type { Checker, KindDefinition } from './kind.ts';
import { reportMissingPart, reportUnknownAttribute } from './names.ts';

/** Before and after mean nothing without a year. */
export const anniversaryOperators = ['=', '!=', 'BETWEEN', 'IS NULL', 'IS NOT NULL'] as const;

/** A date without its year: birthdays and other days that come back. */
export const anniversaryKind: KindDefinition<AnniversaryClause> = {
  children: () => [],
  print: (rule, dialect) =>
    `anniversary(${dialect === 'legacy' ? 'date: ' : ''}${quoteText(rule.of)}) ${printCondition(rule.condition)}`,
  describe: (rule, catalogue) => {
    const label = findAttribute(rule.of, catalogue)?.label ?? rule.of;
    return `whose anniversary of the ${label} ${describeDate(rule.condition)}`;
  },
  check,
  compile: (rule, context, negated) => {
    const condition = compile(rule, context);
    return negated ? sql`(${condition}) is not true` : sql`(${condition})`;
  },
  holds: (rule, facts, context) => {
    const own = monthDayOf(rule, facts, context);
    if (own === null || rule.condition.kind === 'empty') {
      return own === null
        ? holdsWhenMissing(rule.condition)
        : rule.condition.kind === 'empty' && rule.condition.negated;
    }
    const isAmong = daysMeant(rule, context).includes(own);
    return rule.condition.kind === 'compare' && rule.condition.operator === '!=' ? !isAmong : isAmong;
  },
  found: (rule, facts, context) => {
    const label = findAttribute(rule.of, context.catalogue)?.label ?? rule.of;
    return `${label} comes back on: ${monthDayOf(rule, facts, context) ?? 'not known'}`;
  },
  reads: (rule, catalogue) => ({
    parts: partsNamed(rule.of, catalogue),
    segments: [],
    clock: valuesOf(rule.condition).some(isRelative),
  }),
};

function check(rule: AnniversaryClause, path: string, checker: Checker): void {
  const attribute = findAttribute(rule.of, checker.catalogue ?? emptyCatalogue);
  const place = `${path === '' ? '' : `${path}.`}condition`;
  checkCondition(
    withoutOrder(rule.condition),
    { name: 'anniversary', type: { kind: 'day' }, operators: anniversaryOperators, path: place },
    checker,
  );
  if (!attribute) {
    if (checker.catalogue || !isCustomName(rule.of)) {
      reportUnknownAttribute(rule, rule.of, path, checker);
    }
    return;
  }
  reportMissingPart(rule, rule.of, attribute.part, path, checker);
  if (attribute.type.kind !== 'date' && attribute.type.kind !== 'day') {
    const message = `anniversary needs a date, and ${rule.of} is none.`;
    checker.report({ code: 'segments.anniversary_unfit', message, at: checker.locate(rule, rule.of), path });
  }
}

/** Years do not count, so BETWEEN 2026-12-20 AND 2026-01-05 is no slip: it runs over the turn of the year. */
function withoutOrder(condition: AnniversaryClause['condition']): AnniversaryClause['condition'] {
  if (condition.kind !== 'between' || condition.from.kind !== 'day' || condition.to.kind !== 'day') {
    return condition;
  }
  const { from, to } = condition;
  return isRealDay(from.day) && isRealDay(to.day) && from.day > to.day
    ? { ...condition, from: to, to: from }
    : condition;
}

function compile(rule: AnniversaryClause, context: RuleContext): Sql {
  const attribute = known(rule, context.catalogue);
  const value = scalarOf(attribute.subject(context));
  if (rule.condition.kind === 'empty') {
    return rule.condition.negated ? sql`${value} is not null` : sql`${value} is null`;
  }
  const own =
    attribute.type.kind === 'date'
      ? sql`to_char(${value} at time zone ${context.timeZone}::text, 'MM-DD')`
      : sql`substr(${value}, 6, 5)`;
  const among = sql`${own} = any(${daysMeant(rule, context)}::text[])`;
  return rule.condition.kind === 'compare' && rule.condition.operator === '!=' ? sql`(${among}) is not true` : among;
}

/**
 * The days of the year, as MM-DD, on which the condition holds. Who was born on 29 February has the 28th as the day in
 * years without one. A range whose end lies before its start runs over the turn of the year.
 */
function daysMeant(rule: AnniversaryClause, context: RuleContext): string[] {
  const [first, last = first] = valuesOf(rule.condition).map((value) => dayOf(value, context));
  if (first === undefined || last === undefined) {
    return [];
  }
  const end =
    last < first ? addToDay(`${first.slice(0, 4)}${last.slice(4)}`, last.slice(5) < first.slice(5) ? 1 : 0, 'y') : last;
  const found = new Set<string>();
  for (let day = first, steps = 0; day <= end && steps <= 366; day = addToDay(day, 1, 'd'), steps++) {
    found.add(day.slice(5));
    if (day.slice(5) === '02-28' && !isRealDay(`${day.slice(0, 4)}-02-29`)) {
      found.add('02-29');
    }
  }
  return [...found];
}

function dayOf(value: Value, context: RuleContext): Day {
  return isDayLike(value) ? resolveDay(value, context.today) : context.today;
}

function monthDayOf(rule: AnniversaryClause, facts: ProfileFacts, context: RuleContext): string | null {
  const found = known(rule, context.catalogue).read(facts, context);
  return found instanceof Date
    ? dayInZone(found, context.timeZone).slice(5)
    : typeof found === 'string'
      ? found.slice(5, 10)
      : null;
}

function known(rule: AnniversaryClause, catalogue: Catalogue): AttributeDefinition {
  const attribute = findAttribute(rule.of, catalogue);
  if (!attribute) {
    throw new Error(`the rule was not checked: there is no attribute ${rule.of}`);
  }
  return attribute;
}
