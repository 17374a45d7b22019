import { printRule } from './print-rule.ts';
import { clausesOf } from './rule-tree.ts';
import type { Clause, Rule } from './types.ts';

/** Clauses tried at once where the quick way fails; beyond it no answer is better than a long wait. */
const maxTried = 3;
const maxDistinct = 40;

/**
 * The fewest clauses that would have to turn out the other way for the whole rule to do so; null if none were found. A clause
 * that stands in several places turns everywhere at once. O(size) for rules in which no clause stands twice.
 */
export function smallestFlip(rule: Rule, holds: (clause: Clause) => boolean): readonly Clause[] | null {
  const outcome = evaluateWith(rule, holds, new Set());
  const quick = cheapest(rule, !outcome, holds);
  const keys = new Set(quick?.map((clause) => printRule(clause)));
  if (quick && evaluateWith(rule, holds, keys) !== outcome) {
    return distinct(quick);
  }
  return searchFlip(rule, holds, outcome);
}

/** The fewest clauses to turn so that a part comes out as wanted, each place for itself; null if it cannot. */
function cheapest(rule: Rule, wanted: boolean, holds: (clause: Clause) => boolean): readonly Clause[] | null {
  if (rule.kind === 'not') {
    return cheapest(rule.rule, !wanted, holds);
  }
  if (rule.kind !== 'and' && rule.kind !== 'or') {
    return holds(rule) === wanted ? [] : [rule];
  }
  const parts = rule.rules.map((part) => cheapest(part, wanted, holds));
  if (wanted === (rule.kind === 'and')) {
    return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
  }
  const possible = parts.filter((part) => part !== null);
  return possible.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

/** Tries single clauses, then pairs, then triples: for rules in which clauses stand twice and work against each other. */
function searchFlip(rule: Rule, holds: (clause: Clause) => boolean, outcome: boolean): readonly Clause[] | null {
  const clauses = distinct(clausesOf(rule));
  if (clauses.length > maxDistinct) {
    return null;
  }
  let sets: Clause[][] = [[]];
  for (let size = 1; size <= maxTried; size++) {
    sets = sets.flatMap((set) =>
      clauses.slice(set.length === 0 ? 0 : clauses.indexOf(set.at(-1)!) + 1).map((next) => [...set, next]),
    );
    const found = sets.find(
      (set) => evaluateWith(rule, holds, new Set(set.map((clause) => printRule(clause)))) !== outcome,
    );
    if (found) {
      return found;
    }
  }
  return null;
}

function evaluateWith(rule: Rule, holds: (clause: Clause) => boolean, turned: ReadonlySet<string>): boolean {
  switch (rule.kind) {
    case 'and':
      return rule.rules.every((part) => evaluateWith(part, holds, turned));
    case 'or':
      return rule.rules.some((part) => evaluateWith(part, holds, turned));
    case 'not':
      return !evaluateWith(rule.rule, holds, turned);
    default:
      return holds(rule) !== turned.has(printRule(rule));
  }
}

function distinct(clauses: readonly Clause[]): Clause[] {
  return [...new Map(clauses.map((clause) => [printRule(clause), clause])).values()];
}
