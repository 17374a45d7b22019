import type { Catalogue } from './catalogue.ts';
import { dependenciesOf } from './rule-tree.ts';
import type { Rule } from './types.ts';

type Asked = { handle: string; rule: Rule };

/** Segments that others ask for, by membership or by entries and exits, come first; there are no circles, saving refuses them. */
export function inOrder<Segment extends Asked>(segments: readonly Segment[], catalogue: Catalogue): Segment[] {
  const byHandle = new Map(segments.map((one) => [one.handle, one]));
  const placed = new Set<Segment>();
  const place = (segment: Segment) => {
    if (placed.has(segment)) {
      return;
    }
    for (const handle of dependenciesOf(segment.rule, catalogue).segments) {
      const other = byHandle.get(handle);
      if (other && other !== segment) {
        place(other);
      }
    }
    placed.add(segment);
  };
  segments.forEach(place);
  return [...placed];
}

/** These segments and all whose rules ask for one of them, however far removed, in order. */
export function withDependents<Segment extends Asked>(
  chosen: readonly Segment[],
  segments: readonly Segment[],
  catalogue: Catalogue,
): Segment[] {
  const handles = new Set(chosen.map((one) => one.handle));
  return inOrder(segments, catalogue).filter(({ handle, rule }) => {
    if ([...dependenciesOf(rule, catalogue).segments].some((asked) => handles.has(asked))) {
      handles.add(handle);
    }
    return handles.has(handle);
  });
}
