import type { Catalogue } from './catalogue.ts';
import { describeClause } from './describe-rule.ts';
import { printRule } from './print-rule.ts';
import { clausesOf } from './rule-tree.ts';
import { shopifyNotes, shopifyRefusal } from './shopify-clause.ts';
import type { Clause, Dialect, Rule } from './types.ts';
import { withoutNegations } from './without-negations.ts';

/** Conditions that Shopify takes in one segment. */
const shopifyClauses = 10;

export type ShopifySegment = {
  /**
   * `exact`: Shopify's segment says the same. `wider` / `narrower`: parts had to be left out, so it holds more / fewer people.
   * `different`: both at once. `none`: nothing of it can be said; tag the members instead.
   */
  outcome: 'exact' | 'wider' | 'narrower' | 'different' | 'none';
  /** What to give Shopify; null for `none`. */
  text: string | null;
  losses: readonly ShopifyLoss[];
  /** Where Shopify says the same words but counts other things. */
  notes: readonly string[];
};

export type ShopifyLoss = { clause: Clause; sentence: string; reason: string };

type Kept = { rule: Rule | null; wider: boolean; narrower: boolean; losses: ShopifyLoss[] };

/** How much of a rule Shopify's own segments can say, with the loss stated. */
export function toShopify(rule: Rule, dialect: Exclude<Dialect, 'onefold'>, catalogue: Catalogue): ShopifySegment {
  const kept = keep(withoutNegations(rule), dialect, catalogue);
  const count = kept.rule ? clausesOf(kept.rule).length : 0;
  if (!kept.rule || count > shopifyClauses) {
    return {
      outcome: 'none',
      text: null,
      losses: count > shopifyClauses ? [...kept.losses, tooMany(rule, count, catalogue)] : kept.losses,
      notes: [],
    };
  }
  const notes = new Set(clausesOf(kept.rule).flatMap((clause) => shopifyNotes(clause, catalogue)));
  return { outcome: outcomeOf(kept), text: printRule(kept.rule, dialect), losses: kept.losses, notes: [...notes] };
}

function keep(rule: Rule, dialect: Exclude<Dialect, 'onefold'>, catalogue: Catalogue): Kept {
  if (rule.kind !== 'and' && rule.kind !== 'or') {
    return rule.kind === 'not' ? dropNegation(rule.rule, catalogue) : keepClause(rule, dialect, catalogue);
  }
  const parts = rule.rules.map((part) => keep(part, dialect, catalogue));
  const rules = parts.flatMap((part) => part.rule ?? []);
  const dropped = rules.length < parts.length;
  const [first, ...rest] = rules;
  return {
    rule: first === undefined ? null : rest.length === 0 ? first : { kind: rule.kind, rules },
    wider: parts.some((part) => part.wider) || (dropped && rule.kind === 'and'),
    narrower: parts.some((part) => part.narrower) || (dropped && rule.kind === 'or'),
    losses: parts.flatMap((part) => part.losses),
  };
}

function keepClause(clause: Clause, dialect: Exclude<Dialect, 'onefold'>, catalogue: Catalogue): Kept {
  const reason = shopifyRefusal(clause, dialect, catalogue);
  const losses = reason === null ? [] : [{ clause, sentence: describeClause(clause, catalogue), reason }];
  return { rule: reason === null ? clause : null, wider: false, narrower: false, losses };
}

/** Whatever still stands under a NOT has no opposite operator. */
function dropNegation(rule: Rule, catalogue: Catalogue): Kept {
  const losses = clausesOf(rule).map((clause) => ({
    clause,
    sentence: describeClause({ kind: 'not', rule: clause }, catalogue),
    reason: 'Shopify’s segments have no NOT for this condition.',
  }));
  return { rule: null, wider: false, narrower: false, losses };
}

function outcomeOf(kept: Kept): ShopifySegment['outcome'] {
  return kept.wider && kept.narrower ? 'different' : kept.wider ? 'wider' : kept.narrower ? 'narrower' : 'exact';
}

function tooMany(rule: Rule, count: number, catalogue: Catalogue): ShopifyLoss {
  const [clause] = clausesOf(rule).slice(-1);
  const reason = `Shopify takes ${shopifyClauses} conditions in one segment; this would be ${count}.`;
  return { clause: clause!, sentence: describeClause(clause!, catalogue), reason };
}
