import { kindOf } from './kinds/registry.ts';
import type { Spans } from './problem.ts';
import type { Dialect, Rule } from './types.ts';

const lineWidth = 80;

/** A text and the rule that was read from it, with the places of its parts. */
export type WrittenRule = { text: string; rule: Rule; spans: Spans };

/**
 * A rule that was made out of a written one: its parts that are still the same objects stand as they were written, the rest is
 * laid out as `formatRule` does. An unchanged rule is the unchanged text.
 */
export function rewriteRule(rule: Rule, written: WrittenRule | null): string {
  if (!written) {
    return formatRule(rule);
  }
  return rule === written.rule ? written.text : formatPart(rule, 'onefold', 0, written);
}

/** A rule as text for people: short groups on one line, long ones with a condition a line. Reads back to the same tree. */
export function formatRule(rule: Rule, dialect: Dialect = 'onefold'): string {
  return formatPart(rule, dialect, 0);
}

function formatPart(rule: Rule, dialect: Dialect, indent: number, written: WrittenRule | null = null): string {
  const own = asWritten(rule, written);
  if (own !== null) {
    return own;
  }
  const flat = printFlat(rule, dialect, written);
  if (flat.length + indent <= lineWidth || (rule.kind !== 'and' && rule.kind !== 'or' && rule.kind !== 'not')) {
    return flat;
  }
  const space = ' '.repeat(indent);
  if (rule.kind === 'not') {
    return `NOT (\n${space}  ${formatPart(rule.rule, dialect, indent + 2, written)}\n${space})`;
  }
  const connector = rule.kind === 'and' ? 'AND ' : 'OR ';
  const parts = rule.rules.map((part) => formatGrouped(part, dialect, indent, written));
  return parts.join(`\n${space}${connector}`);
}

function formatGrouped(rule: Rule, dialect: Dialect, indent: number, written: WrittenRule | null): string {
  if (rule.kind !== 'and' && rule.kind !== 'or') {
    return formatPart(rule, dialect, indent, written);
  }
  const space = ' '.repeat(indent);
  return `(\n${space}  ${formatPart(rule, dialect, indent + 2, written)}\n${space})`;
}

function asWritten(rule: Rule, written: WrittenRule | null): string | null {
  const span = written?.spans.get(rule);
  return written && span ? written.text.slice(span.from, span.to) : null;
}

function printFlat(rule: Rule, dialect: Dialect, written: WrittenRule | null): string {
  const print = (part: Rule): string => asWritten(part, written) ?? kindOf(part).print(part, dialect, print);
  return print(rule);
}
