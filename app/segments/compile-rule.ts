import { Refusal } from '#app/platform/refusal.ts';
import { empty, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { CompileContext } from './compile-context.ts';
import { kindOf } from './kinds/registry.ts';
import { narrowTo } from './relations/relation.ts';
import type { RuleContext } from './rule-context.ts';
import { dependenciesOf } from './rule-tree.ts';
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
  const scores = rule && readsScores(rule, context) ? scoresJoin : empty;
  const statement = sql`from profile p
left join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id${scores}
where p.shop_id = ${context.shopId}::bigint${narrowTo(raw('p.id'), profileIds)}
  and ${rule ? compileCondition(rule, { ...context, profileIds }) : raw('true')}`;
  if (statement.values.length > maxParameters) {
    throw new Refusal('segments.too_many_values', 'This rule names too many values at once.', {
      remedy: 'Put parts of it into segments of their own.',
    });
  }
  return statement;
}

/** The rule as one condition on `p`, `m` and `v`: true for members, false or null for the others. */
function compileCondition(rule: Rule, context: CompileContext): Sql {
  const compile = (part: Rule, negated: boolean): Sql => kindOf(part).compile(part, context, negated, compile);
  return compile(rule, false);
}

const scoresJoin = raw('\nleft join value_score v on v.shop_id = p.shop_id and v.profile_id = p.id');

function readsScores(rule: Rule, context: RuleContext, seen: ReadonlySet<string> = new Set()): boolean {
  const { parts, segments } = dependenciesOf(rule, context.catalogue);
  return parts.has('scores') || [...segments].some((handle) => inlineReadsScores(handle, context, seen));
}

function inlineReadsScores(handle: string, context: RuleContext, seen: ReadonlySet<string>): boolean {
  const segment = context.segments.get(handle);
  if (!segment?.rule || segment.ask !== 'rule' || seen.has(handle)) {
    return false;
  }
  return readsScores(segment.rule, context, new Set([...seen, handle]));
}
