import {
  CRITERIA,
  GOLDEN_ATTRIBUTES,
  type SurvivorshipRule,
  type SurvivorshipRules,
} from '#app/profiles/survivorship.ts';

export type SurvivorshipForm = {
  survivorship: SurvivorshipRules;
  trust: { sourceId: number; trustRank: number }[];
};

/** A rule as the value of a choice: a criterion, or `source:` and its id. */
export function choiceOf(rule: SurvivorshipRule): string {
  return rule.sourceId === null ? rule.first : `source:${rule.sourceId}`;
}

/** The rules that a form holds; what it does not hold stays usual. The order of `trust` is the order of the sources, first most. */
export function readSurvivorshipForm(form: FormData): SurvivorshipForm {
  const survivorship: SurvivorshipRules = {};
  for (const attribute of GOLDEN_ATTRIBUTES) {
    const rule = ruleFrom(String(form.get(attribute) ?? ''));
    if (rule) {
      survivorship[attribute] = rule;
    }
  }
  const ids = form.getAll('trust').map(Number).filter(Number.isSafeInteger);
  return { survivorship, trust: ids.map((sourceId, at) => ({ sourceId, trustRank: (at + 1) * 10 })) };
}

function ruleFrom(choice: string): SurvivorshipRule | null {
  const source = /^source:(\d+)$/.exec(choice);
  if (source) {
    return { first: 'how', sourceId: Number(source[1]) };
  }
  const first = CRITERIA.find((one) => one === choice);
  return first && first !== 'how' ? { first, sourceId: null } : null;
}
