import type { Sql } from '#app/platform/sql.ts';
import type { Catalogue, DataPart } from '../catalogue.ts';
import type { CompileContext } from '../compile-context.ts';
import type { ProfileFacts } from '../facts.ts';
import type { Fix, Problem, Span } from '../problem.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Dialect, Rule } from '../types.ts';

/** What checking one node needs: where to look things up and where to put what is wrong. */
export type Checker = {
  /** null = do not judge whether fields of the merchant's own exist. */
  catalogue: Catalogue | null;
  /** Handles of the shop's segments; null = do not judge. */
  segments: readonly string[] | null;
  dialect: Dialect;
  report(problem: Pick<Problem, 'code' | 'message'> & { at: Span | null; path: string; fixes?: readonly Fix[] }): void;
  /** Where a node stands in the text; null without text. */
  spanOf(node: object): Span | null;
  /** Where a piece of text stands within a node; the whole node where it cannot be found. */
  locate(node: object, piece: string): Span | null;
};

/** What a node reads: tables, other segments, the clock. */
export type Reads = { parts: DataPart[]; segments: string[]; clock: boolean };

/** All answers about one kind of node. One file each, listed in registry.ts. */
export type KindDefinition<Node extends Rule = Rule> = {
  children(rule: Node): readonly Rule[];
  print(rule: Node, dialect: Dialect, child: (rule: Rule) => string): string;
  /** Relative clauses of a sentence about people: `whose amount spent is at least 500`. */
  describe(rule: Node, catalogue: Catalogue, child: (rule: Rule) => string): string;
  /** Reports what is wrong with the node itself; its children are checked apart. */
  check(rule: Node, path: string, checker: Checker): void;
  /** True for persons of whom the rule (or, `negated`, its opposite) holds; false or null for the others. */
  compile(rule: Node, context: CompileContext, negated: boolean, child: (rule: Rule, negated: boolean) => Sql): Sql;
  holds(rule: Node, facts: ProfileFacts, context: RuleContext, child: (rule: Rule) => boolean): boolean;
  /** What was found of the person, for an explanation; empty for groups. */
  found(rule: Node, facts: ProfileFacts, context: RuleContext): string;
  /** What the node itself reads. */
  reads(rule: Node, catalogue: Catalogue): Reads;
};

export const readsNothing: Reads = { parts: [], segments: [], clock: false };
