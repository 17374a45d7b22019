import { join, sql } from '#app/platform/sql.ts';
import type { AndRule, Dialect, NotRule, OrRule, Rule } from '../types.ts';
import { type KindDefinition, readsNothing } from './kind.ts';

/** All of them. */
export const andKind: KindDefinition<AndRule> = {
  children: (rule) => rule.rules,
  print: (rule, _dialect, child) => rule.rules.map((part) => inParentheses(part, child)).join(' AND '),
  describe: (rule, _catalogue, child) => rule.rules.map((part) => describePart(part, child)).join(', and '),
  check: () => undefined,
  compile: (rule, _context, negated, child) =>
    sql`(${join(
      rule.rules.map((part) => child(part, negated)),
      negated ? ' or ' : ' and ',
    )})`,
  holds: (rule, _facts, _context, child) => rule.rules.every(child),
  found: () => '',
  reads: () => readsNothing,
};

/** At least one of them. */
export const orKind: KindDefinition<OrRule> = {
  children: (rule) => rule.rules,
  print: (rule, _dialect, child) => rule.rules.map((part) => inParentheses(part, child)).join(' OR '),
  describe: (rule, _catalogue, child) => `either ${rule.rules.map((part) => describePart(part, child)).join(', or ')}`,
  check: () => undefined,
  compile: (rule, _context, negated, child) =>
    sql`(${join(
      rule.rules.map((part) => child(part, negated)),
      negated ? ' and ' : ' or ',
    )})`,
  holds: (rule, _facts, _context, child) => rule.rules.some(child),
  found: () => '',
  reads: () => readsNothing,
};

/** Everyone else. Every clause is true or false of everybody, so this is an exact complement: decisions/040. */
export const notKind: KindDefinition<NotRule> = {
  children: (rule) => [rule.rule],
  print: (rule, _dialect: Dialect, child) => `NOT (${child(rule.rule)})`,
  describe: (rule, _catalogue, child) => `who are not among those ${child(rule.rule)}`,
  check: () => undefined,
  compile: (rule, _context, negated, child) => child(rule.rule, !negated),
  holds: (rule, _facts, _context, child) => !child(rule.rule),
  found: () => '',
  reads: () => readsNothing,
};

/** Nested groups always stand in parentheses, needed or not: nobody has to remember what binds tighter. */
function inParentheses(part: Rule, child: (rule: Rule) => string): string {
  return part.kind === 'and' || part.kind === 'or' ? `(${child(part)})` : child(part);
}

function describePart(part: Rule, child: (rule: Rule) => string): string {
  return part.kind === 'and' || part.kind === 'or' || part.kind === 'not' ? `(${child(part)})` : child(part);
}
