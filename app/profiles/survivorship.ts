import { z } from 'zod';

/**
 * Which record's word becomes the profile's. Records are ranked by how the value was got (said by the person, typed by staff,
 * imported, guessed), then how recent the record is, then the source's trust, then the oldest record. An attribute takes the first
 * record in that order that says it. A rule of an attribute puts another of the three first, or one source before all.
 */
export const PROVENANCE_ORDER = ['said', 'typed', 'imported', 'guessed'] as const;

/** Attributes that are taken one by one. */
export const SINGLE_ATTRIBUTES = ['company', 'email', 'phone', 'birth_date', 'language'] as const;

/** Name and address are taken whole from one record, so that parts of two are never mixed. */
export const GOLDEN_ATTRIBUTES = ['name', 'email', 'phone', 'address', 'company', 'birth_date', 'language'] as const;
export type GoldenAttribute = (typeof GOLDEN_ATTRIBUTES)[number];

/** The attributes as people call them. */
export const ATTRIBUTE_NAMES: Readonly<Record<GoldenAttribute, string>> = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  company: 'Company',
  birth_date: 'Birthday',
  language: 'Language',
};

/** For each golden attribute, the record that gave it. */
export type FieldProvenance = Partial<Record<GoldenAttribute, number>>;

/** What is asked first: how the value was got, how recent the record is, how far its source is trusted. */
export const CRITERIA = ['how', 'recent', 'trust'] as const;
export type Criterion = (typeof CRITERIA)[number];

const ruleSchema = z.object({
  first: z.enum(CRITERIA),
  /** A source that wins over all others wherever it says the attribute. */
  sourceId: z.number().int().positive().nullable(),
});
export const survivorshipRulesSchema = z.partialRecord(z.enum(GOLDEN_ATTRIBUTES), ruleSchema);

export type SurvivorshipRule = z.infer<typeof ruleSchema>;
/** By attribute; one that is not named follows the usual rule. */
export type SurvivorshipRules = z.infer<typeof survivorshipRulesSchema>;

export const USUAL_RULE: SurvivorshipRule = { first: 'how', sourceId: null };

export function ruleOf(rules: SurvivorshipRules, attribute: GoldenAttribute): SurvivorshipRule {
  return rules[attribute] ?? USUAL_RULE;
}

/** The three criteria in the order of a rule. */
export function criteriaOf(rule: SurvivorshipRule): Criterion[] {
  return [rule.first, ...CRITERIA.filter((one) => one !== rule.first)];
}

/** What ranking reads of a record. */
export type RankedRecord = {
  id: number;
  sourceId: number;
  provenance: (typeof PROVENANCE_ORDER)[number];
  /** When it was last changed at its source, else made there; null = not known. */
  saidAt: Date | null;
  /** Lower is trusted more. */
  trustRank: number;
  isDeleted: boolean;
};

/** Compares two records by a rule: negative if the first one's word goes before. The same order as the statement that projects. */
export function compareRecords(x: RankedRecord, y: RankedRecord, rule: SurvivorshipRule): number {
  const pinned = (record: RankedRecord) => (rule.sourceId !== null && record.sourceId === rule.sourceId ? 0 : 1);
  const byCriterion = criteriaOf(rule).map((criterion) => COMPARE[criterion](x, y));
  return (
    [Number(x.isDeleted) - Number(y.isDeleted), pinned(x) - pinned(y), ...byCriterion].find((order) => order !== 0) ??
    x.id - y.id
  );
}

const COMPARE: Readonly<Record<Criterion, (x: RankedRecord, y: RankedRecord) => number>> = {
  how: (x, y) => PROVENANCE_ORDER.indexOf(x.provenance) - PROVENANCE_ORDER.indexOf(y.provenance),
  recent: (x, y) => timeOf(y) - timeOf(x),
  trust: (x, y) => x.trustRank - y.trustRank,
};

/** A record of unknown time comes after all others. */
function timeOf(record: RankedRecord): number {
  return record.saidAt?.getTime() ?? -8.64e15;
}

/** Why one record's word went before another's: what decided, in words. */
export function whatDecided(winner: RankedRecord, loser: RankedRecord, rule: SurvivorshipRule): string {
  if (loser.isDeleted && !winner.isDeleted) return 'was deleted there';
  if (rule.sourceId !== null && winner.sourceId === rule.sourceId && loser.sourceId !== rule.sourceId) {
    return 'comes from another source than the one that goes first';
  }
  const decisive = criteriaOf(rule).find((criterion) => COMPARE[criterion](winner, loser) !== 0);
  return decisive === undefined ? 'is the later of two equals' : LOST_BY[decisive](winner, loser);
}

const HOW: Readonly<Record<RankedRecord['provenance'], string>> = {
  said: 'said by the person',
  typed: 'typed by staff',
  imported: 'imported',
  guessed: 'guessed',
};

const LOST_BY: Readonly<Record<Criterion, (winner: RankedRecord, loser: RankedRecord) => string>> = {
  how: (winner, loser) => `was ${HOW[loser.provenance]}, the other ${HOW[winner.provenance]}`,
  recent: () => 'is older',
  trust: () => 'comes from a source that is trusted less',
};
