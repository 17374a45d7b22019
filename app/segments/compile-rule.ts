import { Refusal } from '#app/platform/refusal.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { DataPart } from './catalogue.ts';
import type { CompileContext } from './compile-context.ts';
import { kindOf } from './kinds/registry.ts';
import { narrowTo } from './relations/relation.ts';
import type { RuleContext } from './rule-context.ts';
import { dependenciesOf } from './rule-tree.ts';
import { figureJoins } from './sql/figure-joins.ts';
import type { Rule } from './types.ts';

/** PostgreSQL's protocol counts parameters in 16 bits. */
const maxParameters = 65_000;

export type CompileOptions = {
  /** Only these persons are asked about; absent = everyone in the shop. */
  profileIds?: readonly number[];
};

/**
 * The statement that selects the members: one column, `id`. Values are parameters, every table is bound to the shop.
 * With profile ids it costs in proportion to their rows; without, one pass over the shop's profiles and what the rule reads.
 * The rule must have passed `checkRule`.
 */
export function compileRule(rule: Rule, context: RuleContext, options: CompileOptions = {}): Sql {
  return sql`select p.id\n${memberRows(rule, context, options)}`;
}

/**
 * `from` and `where` of the members: `p` is the profile, `m` its metrics. Statements that count, sum or list members put
 * their own select before it.
 */
export function memberRows(rule: Rule | null, context: RuleContext, options: CompileOptions = {}): Sql {
  const profileIds = options.profileIds ?? null;
  const statement = sql`from profile p
${figureJoins(rule ? partsRead(rule, context) : [])}
where p.shop_id = ${context.shopId}::bigint${narrowTo(raw('p.id'), profileIds)}
  and ${rule ? compileCondition(rule, { ...context, profileIds }) : raw('true')}`;
  if (statement.values.length > maxParameters) {
    throw new Refusal('segments.too_many_values', 'This rule names too many values at once.', {
      remedy: 'Put parts of it into segments of their own.',
    });
  }
  return statement;
}

/** The rule as one condition on `p` and what is joined to it: true for members, false or null for the others. */
function compileCondition(rule: Rule, context: CompileContext): Sql {
  const compile = (part: Rule, negated: boolean): Sql => kindOf(part).compile(part, context, negated, compile);
  return compile(rule, false);
}

/** The parts of the data that a rule reads, with those of segments whose rules stand in its place. */
function partsRead(rule: Rule, context: RuleContext, seen: ReadonlySet<string> = new Set()): DataPart[] {
  const { parts, segments } = dependenciesOf(rule, context.catalogue);
  const inline = [...segments].flatMap((handle) => {
    const segment = context.segments.get(handle);
    return segment?.rule && segment.ask === 'rule' && !seen.has(handle)
      ? partsRead(segment.rule, context, new Set([...seen, handle]))
      : [];
  });
  return [...parts, ...inline];
}
