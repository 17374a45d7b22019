import { raw, sql } from '#app/platform/sql.ts';
import { quoteText } from '../grammar/tokens.ts';
import type { RuleContext, SegmentReference } from '../rule-context.ts';
import type { SegmentClause } from '../types.ts';
import type { KindDefinition } from './kind.ts';
import { reportBeyondShopify, reportUnknown } from './names.ts';

/** Membership of another segment. */
export const segmentKind: KindDefinition<SegmentClause> = {
  children: () => [],
  print: (rule) => `${rule.negated ? 'NOT IN' : 'IN'} SEGMENT ${quoteText(rule.handle)}`,
  describe: (rule) => `who are ${rule.negated ? 'not ' : ''}in the segment ‘${rule.handle}’`,
  check: (rule, path, checker) => {
    reportBeyondShopify(rule, 'segments of segments', path, checker);
    if (checker.segments && !checker.segments.includes(rule.handle)) {
      reportUnknown(rule, rule.handle, 'segment', checker.segments, path, checker);
    }
  },
  compile: (rule, context, negated, child) => {
    const isNegated = rule.negated !== negated;
    const segment = known(rule, context);
    if (segment.ask === 'rule' && segment.rule) {
      return child(segment.rule, isNegated);
    }
    return sql`${raw(isNegated ? 'not exists' : 'exists')} (
      select 1
      from segment_member sm
      where sm.shop_id = ${context.shopId}::bigint and sm.segment_id = ${segment.id}::bigint and sm.profile_id = p.id
    )`;
  },
  holds: (rule, facts, context, child) => {
    const segment = known(rule, context);
    const isIn = segment.ask === 'rule' && segment.rule ? child(segment.rule) : facts.memberships.includes(rule.handle);
    return isIn !== rule.negated;
  },
  found: (rule, facts, context) => {
    const { name } = known(rule, context);
    return facts.memberships.includes(rule.handle) ? `is in ${name}` : `is not in ${name}`;
  },
  reads: (rule) => ({ parts: ['segments'], segments: [rule.handle], clock: false }),
};

function known(rule: SegmentClause, context: RuleContext): SegmentReference {
  const segment = context.segments.get(rule.handle);
  if (!segment) {
    throw new Error(`the rule was not checked: there is no segment ${rule.handle}`);
  }
  return segment;
}
