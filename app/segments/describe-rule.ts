import { type Catalogue, emptyCatalogue } from './catalogue.ts';
import { kindOf } from './kinds/registry.ts';
import type { Rule } from './types.ts';

/** A rule as one plain sentence: “Customers whose amount spent is at least 500, and who …”. */
export function describeRule(rule: Rule, catalogue: Catalogue = emptyCatalogue): string {
  return `Customers ${describeClause(rule, catalogue)}.`;
}

/** A rule or a part of it as relative clauses, without the subject: for rows of the builder and of explanations. */
export function describeClause(rule: Rule, catalogue: Catalogue = emptyCatalogue): string {
  const describe = (part: Rule): string => kindOf(part).describe(part, catalogue, describe);
  return describe(rule);
}
