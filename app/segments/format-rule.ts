import { kindOf } from './kinds/registry.ts';
import type { Dialect, Rule } from './types.ts';

const lineWidth = 80;

/** A rule as text for people: short groups on one line, long ones with a condition a line. Reads back to the same tree. */
export function formatRule(rule: Rule, dialect: Dialect = 'onefold'): string {
  return formatPart(rule, dialect, 0);
}

function formatPart(rule: Rule, dialect: Dialect, indent: number): string {
  const flat = printFlat(rule, dialect);
  if (flat.length + indent <= lineWidth || (rule.kind !== 'and' && rule.kind !== 'or' && rule.kind !== 'not')) {
    return flat;
  }
  const space = ' '.repeat(indent);
  if (rule.kind === 'not') {
    return `NOT (\n${space}  ${formatPart(rule.rule, dialect, indent + 2)}\n${space})`;
  }
  const connector = rule.kind === 'and' ? 'AND ' : 'OR ';
  const parts = rule.rules.map((part) => formatGrouped(part, dialect, indent));
  return parts.join(`\n${space}${connector}`);
}

function formatGrouped(rule: Rule, dialect: Dialect, indent: number): string {
  if (rule.kind !== 'and' && rule.kind !== 'or') {
    return formatPart(rule, dialect, indent);
  }
  const space = ' '.repeat(indent);
  return `(\n${space}  ${formatPart(rule, dialect, indent + 2)}\n${space})`;
}

function printFlat(rule: Rule, dialect: Dialect): string {
  const print = (part: Rule): string => kindOf(part).print(part, dialect, print);
  return print(rule);
}
