import { sql } from '#app/platform/sql.ts';
import type { AttributeDefinition } from '../attributes/attribute.ts';
import { isCustomName } from '../attributes/custom.ts';
import { findAttribute, partsNamed } from '../attributes/registry.ts';
import { type Catalogue, emptyCatalogue } from '../catalogue.ts';
import { printCondition, printName } from '../grammar/print-condition.ts';
import { isRelative } from '../rule-dates.ts';
import type { AttributeClause } from '../types.ts';
import { describePlain } from '../value-types/describe-condition.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { valuesOf } from '../value-types/value-type.ts';
import { checkCondition } from './check-condition.ts';
import type { KindDefinition } from './kind.ts';
import { reportBeyondShopify, reportMissingPart, reportUnknownAttribute } from './names.ts';

/** Attributes whose value itself moves with the calendar. */
const movingWithTheClock: ReadonlySet<string> = new Set([
  'age',
  'days_since_first_order',
  'days_since_last_order',
  'rhythm_overdue',
]);

/** A condition on one attribute. */
export const attributeKind: KindDefinition<AttributeClause> = {
  children: () => [],
  print: (rule) => `${printName(rule.name)} ${printCondition(rule.condition)}`,
  describe: (rule, catalogue) => describe(rule, catalogue),
  check: (rule, path, checker) => {
    const attribute = findAttribute(rule.name, checker.catalogue ?? emptyCatalogue);
    if (!attribute || checker.catalogue?.fields.get(rule.name)?.isGone) {
      if (checker.catalogue || !isCustomName(rule.name)) {
        reportUnknownAttribute(rule, rule.name, path, checker);
      }
      return;
    }
    if (!attribute.shopify) {
      reportBeyondShopify(rule, `the attribute ${rule.name}`, path, checker);
    }
    reportMissingPart(rule, rule.name, attribute.part, path, checker);
    checkCondition(rule.condition, { name: rule.name, type: attribute.type, path: join(path, 'condition') }, checker);
  },
  compile: (rule, context, negated) => {
    const attribute = known(rule, context.catalogue);
    const condition = typeDefinition(attribute.type).compile(
      attribute.type,
      attribute.subject(context),
      rule.condition,
      context,
    );
    return negated ? sql`(${condition}) is not true` : sql`(${condition})`;
  },
  holds: (rule, facts, context) => {
    const attribute = known(rule, context.catalogue);
    return typeDefinition(attribute.type).holds(
      attribute.type,
      attribute.read(facts, context),
      rule.condition,
      context,
    );
  },
  found: (rule, facts, context) => {
    const attribute = known(rule, context.catalogue);
    const value = typeDefinition(attribute.type).show(attribute.type, attribute.read(facts, context), context);
    return `${attribute.label}: ${value}`;
  },
  reads: (rule, catalogue) => ({
    parts: partsNamed(rule.name, catalogue),
    segments: [],
    clock: movingWithTheClock.has(rule.name) || valuesOf(rule.condition).some(isRelative),
  }),
};

function describe(rule: AttributeClause, catalogue: Catalogue): string {
  const attribute = findAttribute(rule.name, catalogue);
  if (!attribute) {
    return `whose ${rule.name} ${describePlain(rule.condition)}`;
  }
  const predicate = typeDefinition(attribute.type).describe(attribute.type, rule.condition);
  return attribute.describe?.(rule.condition) ?? `whose ${attribute.label} ${predicate}`;
}

function known(rule: AttributeClause, catalogue: Catalogue): AttributeDefinition {
  const attribute = findAttribute(rule.name, catalogue);
  if (!attribute) {
    throw new Error(`the rule was not checked: there is no attribute ${rule.name}`);
  }
  return attribute;
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`;
}
