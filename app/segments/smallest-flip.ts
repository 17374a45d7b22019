import { printRule } from './print-rule.ts';
import { clausesOf } from './rule-tree.ts';
import type { Clause, Rule } from './types.ts';

/** Where a clause stands in several places, so many sets are tried one by one: all triples of 40 clauses, all sets of 13. */
const maxSets = 10_000;

/** Whether turning these clauses turns the whole rule. */
type Turns = (set: readonly Clause[]) => boolean;

/**
 * The fewest clauses that would have to turn out the other way for the whole rule to do so; null if there are none. O(size)
 * for rules in which no clause stands twice. One that does turns in all its places at once; then sets are tried by size,
 * and beyond `maxSets` the answer only holds nothing superfluous, or is null.
 */
export function smallestFlip(rule: Rule, holds: (clause: Clause) => boolean): readonly Clause[] | null {
  const clauses = clausesOf(rule);
  const keys = new Map(clauses.map((clause) => [clause, printRule(clause)]));
  const once = (list: readonly Clause[]) => [...new Map(list.map((clause) => [keys.get(clause), clause])).values()];
  const distinct = once(clauses);
  const outcome = evaluateWith(rule, holds);
  const quick = cheapest(rule, !outcome, holds);
  if (distinct.length === clauses.length) {
    return quick;
  }
  const turns: Turns = (set) => {
    const turned = new Set(set.map((clause) => keys.get(clause)));
    return evaluateWith(rule, (clause) => holds(clause) !== turned.has(keys.get(clause))) !== outcome;
  };
  const enough = quick && turns(quick) ? withoutSuperfluous(once(quick), turns) : null;
  return searchFlip(distinct, turns, (enough?.length ?? distinct.length + 1) - 1) ?? enough;
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

function withoutSuperfluous(set: readonly Clause[], turns: Turns): readonly Clause[] {
  return set.reduce<readonly Clause[]>((left, clause) => {
    const fewer = left.filter((one) => one !== clause);
    return turns(fewer) ? fewer : left;
  }, set);
}

/** Single clauses, then pairs, then triples, as long as the number of sets stays bearable. */
function searchFlip(distinct: readonly Clause[], turns: Turns, largest: number): readonly Clause[] | null {
  let sets: { clauses: Clause[]; next: number }[] = [{ clauses: [], next: 0 }];
  for (let size = 1; size <= largest && sets.length * (distinct.length - size + 1) <= maxSets * size; size++) {
    sets = sets.flatMap(({ clauses, next }) =>
      distinct.slice(next).map((clause, index) => ({ clauses: [...clauses, clause], next: next + index + 1 })),
    );
    const found = sets.find(({ clauses }) => turns(clauses));
    if (found) {
      return found.clauses;
    }
  }
  return null;
}

function evaluateWith(rule: Rule, holds: (clause: Clause) => boolean): boolean {
  switch (rule.kind) {
    case 'and':
      return rule.rules.every((part) => evaluateWith(part, holds));
    case 'or':
      return rule.rules.some((part) => evaluateWith(part, holds));
    case 'not':
      return !evaluateWith(rule.rule, holds);
    default:
      return holds(rule);
  }
}
