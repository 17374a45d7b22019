import { findAttribute } from '../attributes/registry.ts';
import { findFunction } from '../functions/registry.ts';
import { aggregateParts } from '../kinds/aggregate.ts';
import type { Relation } from '../relations/relation.ts';
import type { RuleContext } from '../rule-context.ts';
import { clausesOf } from '../rule-tree.ts';
import type { AttributeClause, Clause, Rule } from '../types.ts';
import { type Column, combine, invert, type Mask, maskOf } from './column.ts';
import { fittingRows, peopleWith, type RowColumns } from './row-columns.ts';
import type { RowQuestion } from './row-question.ts';
import { peopleWhoseTotal, type Total } from './totals.ts';

/** Where columns come from; null where something is not kept in columns. */
export type ColumnSource = {
  /** How many people there are; masks have this length. */
  people: number;
  attribute(name: string): Promise<Column | null>;
  rows(relation: Relation): Promise<RowColumns | null>;
  /** Asks the database about a clause that columns cannot answer. */
  ask(clause: Clause): Promise<Mask>;
};

/**
 * Of which people a rule holds, out of columns. Between the clauses of a rule others get their turn; one clause over ten
 * million rows holds a process for some tens of milliseconds.
 */
export async function peopleOfRule(rule: Rule, source: ColumnSource, context: RuleContext): Promise<Mask> {
  switch (rule.kind) {
    case 'and':
    case 'or': {
      const masks: Mask[] = [];
      for (const part of rule.rules) {
        masks.push(await peopleOfRule(part, source, context));
      }
      return combine(masks, rule.kind);
    }
    case 'not':
      return invert(await peopleOfRule(rule.rule, source, context));
    default:
      await new Promise((done) => setImmediate(done));
      return (await peopleOfClause(rule, source, context)) ?? source.ask(rule);
  }
}

function peopleOfClause(clause: Clause, source: ColumnSource, context: RuleContext): Promise<Mask | null> {
  switch (clause.kind) {
    case 'attribute':
      return byAttribute(clause, source, context);
    case 'function':
    case 'aggregate':
      return byRows(clause, source, context);
    default:
      return Promise.resolve(null);
  }
}

async function byAttribute(clause: AttributeClause, source: ColumnSource, context: RuleContext): Promise<Mask | null> {
  const attribute = findAttribute(clause.name, context.catalogue);
  const column = attribute && (await source.attribute(clause.name));
  return attribute && column ? maskOf(column, attribute.type, clause.condition, context) : null;
}

/** What a clause asks of a relation's rows; undefined where it asks for none that columns hold. */
function questionOf(clause: Clause): RowQuestion | undefined {
  switch (clause.kind) {
    case 'aggregate':
      return aggregateParts(clause);
    case 'function':
      return findFunction(clause.name)?.over?.(clause);
    default:
      return undefined;
  }
}

/** By the name of a relation, which of its fields rules ask for. */
export function fieldsAsked(rules: readonly Rule[]): Map<string, Set<string>> {
  const fields = new Map<string, Set<string>>();
  for (const asked of rules.flatMap(clausesOf).flatMap((clause) => questionOf(clause) ?? [])) {
    const { relation } = asked.filter;
    const known = fields.get(relation.name) ?? new Set();
    const named = [...asked.filter.where, ...(asked.part?.where ?? [])].map(({ name }) => name);
    const totals = asked.totals.flatMap(({ field }) => field ?? []);
    fields.set(relation.name, new Set([...known, ...asked.filter.used, ...named, ...totals]));
  }
  return fields;
}

async function byRows(
  clause: Extract<Clause, { kind: 'function' | 'aggregate' }>,
  source: ColumnSource,
  context: RuleContext,
): Promise<Mask | null> {
  const asked = questionOf(clause);
  const rows = asked ? await source.rows(asked.filter.relation) : null;
  const fitting = asked && rows ? fittingRows(rows, asked.filter, context) : null;
  if (!asked || !rows || !fitting) {
    return null;
  }
  const part = asked.part ? fittingRows(rows, asked.part, context) : null;
  const people = asked.totals.length === 0 ? peopleWith(rows, fitting) : totalled(asked.totals);
  return people && clause.kind === 'function' && clause.negated ? invert(people) : people;

  function totalled(totals: readonly Total[]): Mask | null {
    const masks = totals.map((total) => peopleWhoseTotal(rows!, fitting!, part, total, context));
    return masks.some((mask) => mask === null) ? null : combine(masks as Mask[], 'and');
  }
}
