import { ATTRIBUTE_NAMES, type Criterion, type GoldenAttribute, USUAL_RULE } from '#app/profiles/survivorship.ts';
import type { Proposal } from './proposal.ts';

const FIRST: Readonly<Record<Criterion, string>> = {
  how: 'how it was got',
  recent: 'the most recent',
  trust: 'the most trusted source',
};

/** What a proposal would set, in a sentence. */
export function describeProposal(
  { matching, survivorship, trust, model }: Proposal,
  sources: readonly { sourceId: number; name: string; trustRank: number }[],
): string {
  const nameOf = (id: number) => sources.find((one) => one.sourceId === id)?.name ?? 'a source';
  const shifts = Object.entries(matching?.shifts ?? {}).filter(([, shift]) => shift !== 0);
  const rules = Object.entries(survivorship ?? {}).filter(
    ([, rule]) => rule.first !== USUAL_RULE.first || rule.sourceId !== null,
  );
  const parts = [
    model && 'weights newly learned from your records and answers',
    matching && `join from ${matching.link} bits on, ask from ${matching.review} on`,
    ...shifts.map(
      ([field, shift]) => `${field.replace(/^id:/, '')} counts ${Math.abs(shift)} bits ${shift < 0 ? 'less' : 'more'}`,
    ),
    survivorship && rules.length === 0 && 'the usual order for every field',
    ...rules.map(([attribute, rule]) => {
      const name = ATTRIBUTE_NAMES[attribute as GoldenAttribute].toLowerCase();
      return `${name}: ${rule.sourceId === null ? FIRST[rule.first] : nameOf(rule.sourceId)} first`;
    }),
    trust &&
      `trust ${[...trust]
        .sort((x, y) => x.trustRank - y.trustRank)
        .map((one) => nameOf(one.sourceId))
        .join(' before ')}`,
  ].filter((part): part is string => typeof part === 'string');
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
