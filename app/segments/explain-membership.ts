import { findAttribute } from './attributes/registry.ts';
import { describeClause } from './describe-rule.ts';
import { evaluateRule } from './evaluate-rule.ts';
import type { ProfileFacts } from './facts.ts';
import { kindOf } from './kinds/registry.ts';
import { printRule } from './print-rule.ts';
import type { RuleContext } from './rule-context.ts';
import { smallestFlip } from './smallest-flip.ts';
import type { Clause, Rule } from './types.ts';

/** One node of the rule with what it came to for this person. */
export type ExplainedNode = {
  rule: Rule;
  holds: boolean;
  /** The node in words, without subject. */
  sentence: string;
  /** What was found of the person; empty for groups. */
  found: string;
  children: ExplainedNode[];
};

export type ClauseChange = {
  clause: Clause;
  /** Whether it holds now; the change turns it. */
  holds: boolean;
  sentence: string;
  found: string;
  /** How far off, where that is a number: `80.00 EUR more`; else null. */
  gap: string | null;
};

export type MembershipExplanation = {
  isMember: boolean;
  root: ExplainedNode;
  /** The fewest conditions that would have to turn for the membership to turn; null if none were found. */
  flip: readonly ClauseChange[] | null;
};

/** Why someone is or is not in a segment, clause by clause, and what would change it. O(size of rule and facts). */
export function explainMembership(rule: Rule, facts: ProfileFacts, context: RuleContext): MembershipExplanation {
  const root = explainNode(rule, facts, context);
  const outcomes = new Map<string, boolean>();
  const holds = (clause: Clause) => {
    const key = printRule(clause);
    const known = outcomes.get(key) ?? evaluateRule(clause, facts, context);
    outcomes.set(key, known);
    return known;
  };
  const flip = smallestFlip(rule, holds);
  return {
    isMember: root.holds,
    root,
    flip: flip?.map((clause) => explainChange(clause, holds(clause), facts, context)) ?? null,
  };
}

function explainNode(rule: Rule, facts: ProfileFacts, context: RuleContext): ExplainedNode {
  const kind = kindOf(rule);
  const children = kind.children(rule).map((child) => explainNode(child, facts, context));
  const outcomes = new Map(children.map((child) => [child.rule, child.holds]));
  return {
    rule,
    holds: kind.holds(rule, facts, context, (child) => outcomes.get(child) ?? evaluateRule(child, facts, context)),
    sentence: describeClause(rule, context.catalogue),
    found: kind.found(rule, facts, context),
    children,
  };
}

function explainChange(clause: Clause, holds: boolean, facts: ProfileFacts, context: RuleContext): ClauseChange {
  const found = kindOf(clause).found(clause, facts, context);
  return {
    clause,
    holds,
    sentence: describeClause(clause, context.catalogue),
    found,
    gap: gapOf(clause, holds, facts, context),
  };
}

/** The distance to the bound of a comparison that does not hold, for amounts and counts. */
function gapOf(clause: Clause, holds: boolean, facts: ProfileFacts, context: RuleContext): string | null {
  if (holds || clause.kind !== 'attribute' || clause.condition.kind !== 'compare') {
    return null;
  }
  const { operator, value } = clause.condition;
  const attribute = findAttribute(clause.name, context.catalogue);
  const found = attribute?.read(facts, context);
  if (!attribute || typeof found !== 'number' || value.kind !== 'number' || operator === '!=') {
    return null;
  }
  const isMoney = attribute.type.kind === 'money';
  const difference = Number(value.decimal) - found / (isMoney ? 10 ** context.minorDigits : 1);
  const size = isMoney
    ? `${Math.abs(difference).toFixed(context.minorDigits)} ${context.currency}`
    : String(Number(Math.abs(difference).toFixed(4)));
  const beyond = operator === '>' || operator === '<' ? 'more than ' : '';
  return `${beyond}${size} ${difference > 0 || operator === '>' ? 'more' : 'less'}`;
}
