import { KEY_KINDS } from './blocking-keys.ts';
import { FIELD_PRIORS, FIXED_FIELDS, type FieldKind, kindOfId } from './comparison-fields.ts';
import { hashText } from './hash.ts';
import type { RecordSet } from './record-set.ts';

/**
 * Everything that scoring depends on besides the two records and the statistics of their values: plain JSON, frozen, versioned by
 * its content. Same records, same decisions, same model → same profiles.
 */
export type MatchingModel = {
  /** Hash of everything below. */
  version: string;
  /** How many records it learned from. */
  records: number;
  /** Share of all pairs of records that are one person; that are two people of one household. */
  matchRate: number;
  householdRate: number;
  fields: FieldModel[];
  /** Bits by which strangers share first and last name more often than each by itself would make it; see `learnNameTie`. */
  nameTie?: number;
  /**
   * Bits for one person that two records are from one source, by the source (`Comparable.source`); at 0 that they are from two. Where a
   * source keeps each person once, two of its records are rather two people.
   */
  sourceBits?: Record<string, number>;
  thresholds: Thresholds;
  /** From how many records on a blocking key is crowded, by kind of key. */
  keyLimits: number[];
};

export type FieldModel = {
  /** `given`, `family`, …, `id:<kind>`, `attribute:<name>`. */
  name: string;
  kind: FieldKind;
  /** Share of pairs of one person, and of strangers, at each level (index 0 = level 1, different). */
  m: number[];
  u: number[];
  /** Pairs of one person that `m` was learned from beside the prior; 0 = prior only. */
  learnedFrom: number;
  frequencies: ValueFrequencies;
};

/** How often the values of a field occur among people: only those above the ordinary are listed. */
export type ValueFrequencies = {
  /** People with any value in the field. */
  total: number;
  /** Hash of the value (decimal) → people with it. */
  counts: Record<string, number>;
};

/** Bits: log2 of the odds that two records are one person. */
export type Thresholds = {
  /** From here on a pair may link by itself. */
  link: number;
  /** From here on, up to `link`, a person is asked. */
  review: number;
};

export const DEFAULT_THRESHOLDS: Thresholds = { link: 5, review: 1 };

/** What a shop's size is taken to be until a model was trained on it: the odds of a match follow from it. */
export const USUAL_RECORDS = 2500;

/** Measured on made-up retailers of many cultures: 2.5 to 3.5; of one culture: 0 to 0.5. */
const USUAL_NAME_TIE = 1;

/** The model to begin with: priors only, nothing learned. `records` sets the odds. */
export function startingModel(fieldNames: readonly string[], records: number): MatchingModel {
  const matchRate = Math.min(0.01, 0.7 / Math.max(2, records));
  return sealModel({
    records,
    matchRate,
    householdRate: matchRate / 2,
    fields: fieldNames.map(startingField),
    nameTie: USUAL_NAME_TIE,
    thresholds: DEFAULT_THRESHOLDS,
    keyLimits: KEY_KINDS.map(({ most }) => most),
  });
}

function startingField(name: string): FieldModel {
  const kind = kindOfField(name);
  const { levels } = FIELD_PRIORS[kind];
  return {
    name,
    kind,
    m: levels.map(({ m }) => m),
    u: levels.map(({ u }) => u),
    learnedFrom: 0,
    frequencies: { total: 0, counts: {} },
  };
}

/** The fields that a set of records can be compared on, by name, in the order of the comparison. */
export function fieldNamesOf(set: Pick<RecordSet, 'idKinds' | 'attributeNames'>): string[] {
  return [
    ...FIXED_FIELDS,
    ...set.idKinds.map((kind) => `id:${kind}`),
    ...set.attributeNames.map((name) => `attribute:${name}`),
  ];
}

function kindOfField(name: string): FieldKind {
  if (name.startsWith('id:')) return kindOfId(name.slice(3));
  if (name.startsWith('attribute:')) return 'attribute';
  return name as FieldKind;
}

/** The model's field of that name, or the prior for a field it never saw. */
export function fieldOf(model: MatchingModel, name: string): FieldModel {
  return model.fields.find((field) => field.name === name) ?? startingField(name);
}

/** Gives a model its version: equal content, equal version. */
export function sealModel(model: Omit<MatchingModel, 'version'>): MatchingModel {
  return { version: hashText(JSON.stringify(model)).toString(36), ...model };
}
