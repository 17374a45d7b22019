import type { Tx } from '#app/platform/db.server.ts';
import { type MemberCounts, type SampledMember, sampleMembers } from '../preview-statements.ts';
import type { TraitCount } from '../rank-differences.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Rule } from '../types.ts';
import type { Column, Mask } from './column.ts';
import { spreadOf } from './figures.ts';

/** Figures of two sets of people that share nobody. */
export function added(a: MemberCounts, b: MemberCounts): MemberCounts {
  return {
    members: a.members + b.members,
    revenue_minor: a.revenue_minor + b.revenue_minor,
    buyers: a.buyers + b.buyers,
    reachable_by_email: a.reachable_by_email + b.reachable_by_email,
    reachable_by_sms: a.reachable_by_sms + b.reachable_by_sms,
  };
}

/** Those who spent most among `best` and the members among the changed. */
export async function sampleOf(
  tx: Tx,
  rule: Rule | null,
  context: RuleContext,
  best: readonly number[],
  { changed = [], sampled }: { changed?: readonly number[]; sampled: number },
): Promise<SampledMember[]> {
  const kept = await tx.rows<SampledMember>(sampleMembers(null, context, sampled, { profileIds: best }));
  const others =
    changed.length === 0
      ? []
      : await tx.rows<SampledMember>(sampleMembers(rule, context, sampled, { profileIds: changed }));
  return [...kept, ...others].toSorted((a, b) => b.net_minor - a.net_minor || a.id - b.id).slice(0, sampled);
}

/** How members and others spread over traits; `asked` is the same of the changed, who are in neither. */
export function compared(
  columns: readonly (readonly [trait: string, column: Column])[],
  members: Mask,
  others: Mask,
  asked: readonly TraitCount[],
): TraitCount[] {
  const found = new Map<string, TraitCount>();
  const add = (one: TraitCount) => {
    const key = JSON.stringify([one.trait, one.value]);
    const known = found.get(key) ?? { ...one, inside: 0, outside: 0 };
    found.set(key, { ...known, inside: known.inside + one.inside, outside: known.outside + one.outside });
  };
  for (const [trait, column] of columns) {
    const [inside, outside] = [spreadOf(members, column), spreadOf(others, column)];
    for (const [value, count] of inside) {
      add({ trait, value, inside: count, outside: outside.get(value) ?? 0 });
    }
  }
  asked.forEach(add);
  return [...found.values()].filter(({ inside, outside }) => inside + outside > 0);
}
