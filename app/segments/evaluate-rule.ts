import type { ProfileFacts } from './facts.ts';
import { kindOf } from './kinds/registry.ts';
import type { RuleContext } from './rule-context.ts';
import type { Rule } from './types.ts';

/** Whether a rule holds of a person, asked in memory. The oracle of the SQL; the rule must have passed `checkRule`. */
export function evaluateRule(rule: Rule, facts: ProfileFacts, context: RuleContext): boolean {
  const holds = (part: Rule): boolean => kindOf(part).holds(part, facts, context, holds);
  return holds(rule);
}
