import type { Clause, Rule } from './types.ts';

/**
 * A rule as the builder shows it: rows and groups with names that stay while they move. `origin` is the part of a rule a
 * node was made from: as long as nothing in it changed, that very part comes out again, and with it its text.
 */
export type DraftNode = DraftGroup | DraftClause;
export type DraftGroup = {
  id: string;
  kind: 'group';
  joint: 'and' | 'or';
  /** True for “none of it”: NOT (…). */
  negated: boolean;
  children: readonly DraftNode[];
  origin: Rule | null;
};
export type DraftClause = { id: string; kind: 'clause'; clause: Clause; negated: boolean; origin: Rule | null };

let made = 0;

/** A name no other node of this browser has. */
export function freshId(): string {
  made += 1;
  return `new-${made}`;
}

export function clauseNode(clause: Clause): DraftClause {
  return { id: freshId(), kind: 'clause', clause, negated: false, origin: null };
}

export function groupNode(joint: 'and' | 'or', children: readonly DraftNode[]): DraftGroup {
  return { id: freshId(), kind: 'group', joint, negated: false, children, origin: null };
}

/** The rows and groups of a rule; null gives one empty group. Ids follow from the places, so server and browser agree. */
export function draftOf(rule: Rule | null): DraftGroup {
  const empty: DraftGroup = { id: 'root', kind: 'group', joint: 'and', negated: false, children: [], origin: null };
  if (rule === null) {
    return empty;
  }
  const node = nodeOf(rule, 'r');
  return node.kind === 'group' ? { ...node, id: 'root' } : { ...empty, children: [node] };
}

function nodeOf(rule: Rule, id: string): DraftNode {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return {
        id,
        kind: 'group',
        joint: rule.kind,
        negated: false,
        children: rule.rules.map((part, index) => nodeOf(part, `${id}.${index}`)),
        origin: rule,
      };
    case 'not':
      return negatedNode(nodeOf(rule.rule, `${id}.n`), rule);
    default:
      return { id, kind: 'clause', clause: rule, negated: false, origin: rule };
  }
}

/** The opposite of a node; what is an opposite already is put into a group of its own, or two NOTs would become none. */
function negatedNode(node: DraftNode, origin: Rule): DraftNode {
  return node.negated
    ? { id: `${node.id}g`, kind: 'group', joint: 'and', negated: true, children: [node], origin }
    : { ...node, negated: true, origin };
}

/** The rule that rows and groups say; groups without rows say nothing. null if nothing is left. O(size). */
export function ruleOfDraft(node: DraftNode, isComplete: (node: DraftClause) => boolean = () => true): Rule | null {
  if (node.kind === 'clause') {
    return isComplete(node) ? withOpposite(node.clause, node) : null;
  }
  const rules = node.children.map((child) => ruleOfDraft(child, isComplete)).filter((rule) => rule !== null);
  const [only] = rules;
  if (only === undefined) {
    return null;
  }
  return withOpposite(rules.length === 1 ? only : groupRule(node, rules), node);
}

function groupRule(node: DraftGroup, rules: readonly Rule[]): Rule {
  const origin = node.origin?.kind === 'not' ? node.origin.rule : node.origin;
  const isUnchanged =
    origin?.kind === node.joint &&
    origin.rules.length === rules.length &&
    origin.rules.every((rule, index) => rule === rules[index]);
  return isUnchanged ? origin : { kind: node.joint, rules };
}

function withOpposite(rule: Rule, { negated, origin }: DraftNode): Rule {
  if (!negated) {
    return rule;
  }
  return origin?.kind === 'not' && origin.rule === rule ? origin : { kind: 'not', rule };
}

/** All rows, from top to bottom. */
export function rowsOf(node: DraftNode): DraftClause[] {
  return node.kind === 'clause' ? [node] : node.children.flatMap(rowsOf);
}
