import type { Rule } from '../types.ts';
import { aggregateKind } from './aggregate.ts';
import { anniversaryKind } from './anniversary.ts';
import { attributeKind } from './attribute.ts';
import { functionKind } from './function.ts';
import { andKind, notKind, orKind } from './groups.ts';
import type { KindDefinition } from './kind.ts';
import { segmentKind } from './segment.ts';

const kinds = {
  and: andKind,
  or: orKind,
  not: notKind,
  attribute: attributeKind,
  function: functionKind,
  anniversary: anniversaryKind,
  aggregate: aggregateKind,
  segment: segmentKind,
} satisfies { [Kind in Rule['kind']]: KindDefinition<Extract<Rule, { kind: Kind }>> };

/** All answers about a node. The definition found by a node's kind takes exactly that node. */
export function kindOf(rule: Rule): KindDefinition {
  return kinds[rule.kind] as unknown as KindDefinition;
}
