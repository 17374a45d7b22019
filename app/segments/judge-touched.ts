import { evaluateRule } from './evaluate-rule.ts';
import type { ProfileFacts } from './facts.ts';
import type { RuleContext } from './rule-context.ts';
import type { Rule } from './types.ts';

type Asked = { id: number; handle: string; rule: Rule };
type Judged = { segmentId: number; entered: number[]; left: number[] };

/**
 * Who of the touched enters or leaves which segment, in memory. `segments` come in order: a rule that asks for another segment
 * sees its members and movements as they are after this. `members` says by segment who is in now; whoever has no facts has gone.
 */
export function judgeTouched(
  profileIds: readonly number[],
  facts: readonly ProfileFacts[],
  segments: readonly Asked[],
  members: ReadonlyMap<number, ReadonlySet<number>>,
  context: RuleContext,
): Judged[] {
  const known = new Map(facts.map((one) => [one.id, one]));
  return segments.map((segment) => {
    const isMember = (id: number) => {
      const person = known.get(id);
      return person !== undefined && evaluateRule(segment.rule, person, context);
    };
    const before = members.get(segment.id);
    const moving = profileIds.filter((id) => isMember(id) !== (before?.has(id) ?? false));
    const left = moving.filter((id) => before?.has(id));
    const entered = moving.filter((id) => !before?.has(id));
    for (const id of moving) {
      const person = known.get(id);
      if (person) {
        known.set(id, moved(person, segment.handle, !before?.has(id), context.now));
      }
    }
    return { segmentId: segment.id, entered, left };
  });
}

/** The person after having entered or left a segment just now. */
function moved(person: ProfileFacts, handle: string, isIn: boolean, now: Date): ProfileFacts {
  const memberships = person.memberships.filter((one) => one !== handle);
  const kind = isIn ? ('entered' as const) : ('left' as const);
  return {
    ...person,
    memberships: isIn ? [...memberships, handle] : memberships,
    segmentEvents: [...person.segmentEvents, { id: Number.MAX_SAFE_INTEGER, handle, kind, happenedAt: now }],
  };
}
