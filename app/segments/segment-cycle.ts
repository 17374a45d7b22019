import { emptyCatalogue } from './catalogue.ts';
import { dependenciesOf } from './rule-tree.ts';
import type { Rule } from './types.ts';

/**
 * The way round in which segments name each other, `[a, b, a]`; null if there is none. `ruleOf` gives a segment's rule, null
 * for a segment that has none or does not exist. Each segment is looked at once.
 */
export function segmentCycle(
  handle: string,
  rule: Rule,
  ruleOf: (handle: string) => Rule | null,
): readonly string[] | null {
  const done = new Set<string>();
  const visit = (current: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(current)) {
      return [...way.slice(way.indexOf(current)), current];
    }
    if (done.has(current)) {
      return null;
    }
    done.add(current);
    return firstFound(namedIn(current === handle ? rule : ruleOf(current)), (next) => visit(next, [...way, current]));
  };
  return visit(handle, []);
}

function namedIn(rule: Rule | null): string[] {
  return rule ? [...dependenciesOf(rule, emptyCatalogue).segments] : [];
}

function firstFound<In, Out>(list: readonly In[], find: (one: In) => Out | null): Out | null {
  for (const one of list) {
    const found = find(one);
    if (found !== null) {
      return found;
    }
  }
  return null;
}
