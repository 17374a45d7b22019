import type { Sql } from '#app/platform/sql.ts';
import type { DataPart } from '../catalogue.ts';
import type { RowQuestion } from '../columns/row-question.ts';
import type { CompileContext } from '../compile-context.ts';
import type { ProfileFacts } from '../facts.ts';
import type { RuleContext } from '../rule-context.ts';
import type { FunctionClause, Parameter } from '../types.ts';
import type { OperatorName, ValueType } from '../value-types/value-type.ts';

export type ParameterDefinition = {
  type: ValueType;
  label: string;
  description: string;
  /** As written in a rule: `count >= 2`. */
  example: string;
  /** Where fewer operators make sense than the type has. */
  operators?: readonly OperatorName[];
};

/** A function of the language: asks whether things that happened match. One file a family, listed in registry.ts. */
export type FunctionDefinition = {
  label: string;
  description: string;
  /** A whole clause. */
  example: string;
  part: DataPart;
  parameters: Readonly<Record<string, ParameterDefinition>>;
  /** Names without which it means nothing. */
  required: readonly string[];
  /** Parameters Shopify's function of this name has; null if Shopify has no such function. */
  shopify: { parameters: readonly string[]; note: string | null } | null;
  /** True for persons of whom the clause holds, its negation included. */
  compile(clause: FunctionClause, context: CompileContext): Sql;
  /** What it asks of a relation's rows, its negation left out; absent where it asks something else. */
  over?(clause: FunctionClause): RowQuestion;
  holds(clause: FunctionClause, facts: ProfileFacts, context: RuleContext): boolean;
  /** What was found, for explanations: `3 orders match`. */
  found(clause: FunctionClause, facts: ProfileFacts, context: RuleContext): string;
  /** `who placed an order where …`. */
  describe(parameters: readonly Parameter[], negated: boolean): string;
};
