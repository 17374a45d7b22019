import { Refusal } from '#app/platform/refusal.ts';
import type { Catalogue, DataPart } from './catalogue.ts';
import { kindOf } from './kinds/registry.ts';
import { ruleLimits } from './limits.ts';
import { type Clause, type Rule, ruleSchema } from './types.ts';

export type RuleSize = { clauses: number; depth: number };

/** Counts clauses and nesting without recursion, so that no tree is too deep to be measured. */
export function sizeOfRule(rule: Rule): RuleSize {
  const size = { clauses: 0, depth: 0 };
  const open: { rule: Rule; depth: number }[] = [{ rule, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const children = kindOf(next.rule).children(next.rule);
    size.depth = Math.max(size.depth, next.depth);
    size.clauses += children.length === 0 ? 1 : 0;
    for (const child of children) {
      open.push({ rule: child, depth: next.depth + 1 });
    }
  }
  return size;
}

/** The sentence to show if a rule is too big; null if it is not. */
export function sizeProblem(size: RuleSize): { code: string; message: string } | null {
  if (size.clauses > ruleLimits.clauses) {
    const message = `This rule has ${size.clauses} conditions; ${ruleLimits.clauses} are the most. Put parts of it into segments of their own.`;
    return { code: 'segments.too_many_clauses', message };
  }
  if (size.depth > ruleLimits.depth) {
    const message = `This rule is nested ${size.depth} groups deep; ${ruleLimits.depth} are the most. Put inner groups into segments of their own.`;
    return { code: 'segments.too_deep', message };
  }
  return null;
}

/**
 * A rule out of JSON that came from outside (the builder, the database). Throws a Refusal if it is none or too big.
 * Names and types are not judged here: that is `checkRule`.
 */
export function readRule(json: unknown): Rule {
  if (depthOfJson(json) > 3 * ruleLimits.depth) {
    throw new Refusal('segments.too_deep', `Rules may be nested ${ruleLimits.depth} groups deep.`);
  }
  const parsed = ruleSchema.safeParse(json);
  if (!parsed.success) {
    throw new Refusal('segments.rule_unreadable', 'This rule is damaged and cannot be read.', {
      remedy: 'Write it as text, or build it anew.',
      cause: parsed.error,
    });
  }
  const problem = sizeProblem(sizeOfRule(parsed.data));
  if (problem) {
    throw new Refusal(problem.code, problem.message);
  }
  return parsed.data;
}

/** All leaves, from left to right. */
export function clausesOf(rule: Rule): Clause[] {
  if (rule.kind === 'and' || rule.kind === 'or') {
    return rule.rules.flatMap(clausesOf);
  }
  return rule.kind === 'not' ? clausesOf(rule.rule) : [rule];
}

export type RuleDependencies = {
  /** Data whose change can change membership. */
  parts: ReadonlySet<DataPart>;
  /** Handles of the segments it names. */
  segments: ReadonlySet<string>;
  /** True if membership can change by the passing of days alone. */
  clock: boolean;
};

/** What a rule reads: whom a batch of events can move, which segments come first, which must be asked anew each day. */
export function dependenciesOf(rule: Rule, catalogue: Catalogue): RuleDependencies {
  const reads = clausesOf(rule).map((clause) => kindOf(clause).reads(clause, catalogue));
  return {
    parts: new Set(reads.flatMap((read) => read.parts)),
    segments: new Set(reads.flatMap((read) => read.segments)),
    clock: reads.some((read) => read.clock),
  };
}

function depthOfJson(json: unknown): number {
  let deepest = 0;
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    deepest = Math.max(deepest, depth);
    if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) {
        open.push({ value: child, depth: depth + 1 });
      }
    }
  }
  return deepest;
}
