import { findAttribute } from './attributes/registry.ts';
import { emptyCatalogue } from './catalogue.ts';
import type { AttributeClause, Clause, CompareOperator, Condition, Rule } from './types.ts';

const opposite: Record<CompareOperator, CompareOperator> = {
  '=': '!=',
  '!=': '=',
  '>': '<=',
  '<=': '>',
  '<': '>=',
  '>=': '<',
};

/** Attributes that everybody has: their comparisons have no third case. */
const neverEmpty: ReadonlySet<string> = new Set(['amount_spent', 'number_of_orders', 'customer_added_date']);

/**
 * The same rule without NOT and without lists of choices, as far as Shopify's operators reach: negations move into the
 * clauses, `IN (a, b)` becomes `= a OR = b`. What has no opposite operator keeps its NOT.
 */
export function withoutNegations(rule: Rule, negated = false): Rule {
  switch (rule.kind) {
    case 'not':
      return withoutNegations(rule.rule, !negated);
    case 'and':
    case 'or': {
      const kind = (rule.kind === 'and') === negated ? 'or' : 'and';
      return { kind, rules: rule.rules.map((part) => withoutNegations(part, negated)) };
    }
    default:
      return simpleClause(rule, negated);
  }
}

function simpleClause(clause: Clause, negated: boolean): Rule {
  if (clause.kind === 'function' || clause.kind === 'segment') {
    return { ...clause, negated: clause.negated !== negated };
  }
  if (clause.kind !== 'attribute') {
    const turned = negated ? turnedCondition(clause.condition) : clause.condition;
    return turned ? { ...clause, condition: turned } : { kind: 'not', rule: clause };
  }
  const choices = clause.condition.kind === 'one_of' ? choicesOf(clause, clause.condition, negated) : null;
  return choices ?? (negated ? turnedClause(clause) : clause);
}

function choicesOf(clause: AttributeClause, condition: Extract<Condition, { kind: 'one_of' }>, negated: boolean): Rule {
  const isNegated = condition.negated !== negated;
  const isList = findAttribute(clause.name, emptyCatalogue)?.type.kind === 'list';
  const rules = condition.values.map((value): Rule => {
    const single: Condition = isList
      ? { kind: 'contains', negated: isNegated, value }
      : { kind: 'compare', operator: isNegated ? '!=' : '=', value };
    return { ...clause, condition: single };
  });
  const [first] = rules;
  return rules.length === 1 && first ? first : { kind: isNegated ? 'and' : 'or', rules };
}

/** “Not more than 5” is “at most 5, or unknown”. */
function turnedClause(clause: AttributeClause): Rule {
  const { condition } = clause;
  const turned = turnedCondition(condition);
  if (turned) {
    return { ...clause, condition: turned };
  }
  const outside = outsideOf(condition).map((one): Rule => ({ ...clause, condition: one }));
  const unknown: Rule = { ...clause, condition: { kind: 'empty', negated: false } };
  const rules = neverEmpty.has(clause.name) ? outside : [...outside, unknown];
  const [first] = rules;
  return rules.length === 1 && first ? first : { kind: 'or', rules };
}

/** The opposite in one condition, missing values included; null if it takes more than one. */
function turnedCondition(condition: Condition): Condition | null {
  switch (condition.kind) {
    case 'compare':
      return condition.operator === '=' || condition.operator === '!='
        ? { ...condition, operator: opposite[condition.operator] }
        : null;
    case 'between':
      return null;
    default:
      return { ...condition, negated: !condition.negated };
  }
}

function outsideOf(condition: Condition): Condition[] {
  if (condition.kind === 'compare') {
    return [{ ...condition, operator: opposite[condition.operator] }];
  }
  if (condition.kind === 'between') {
    return [
      { kind: 'compare', operator: '<', value: condition.from },
      { kind: 'compare', operator: '>', value: condition.to },
    ];
  }
  return [];
}
