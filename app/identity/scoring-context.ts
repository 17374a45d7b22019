import type { IgnoredValues } from './compare-pair.ts';
import { FIELD_PRIORS, LEVELS } from './comparison-fields.ts';
import { type FieldModel, fieldNamesOf, fieldOf, type MatchingModel } from './matching-model.ts';
import type { RecordSet } from './record-set.ts';
import { rarityOfValues, type ValueRarity } from './value-rarity.ts';
import { GENERIC_ABOVE, type ValueStats } from './value-stats.ts';

/** A model laid out for one record set: what scoring a pair looks up, in tables. */
export type ScoringContext = {
  set: RecordSet;
  model: MatchingModel;
  stats: ValueStats;
  /** The model's fields in the order of the comparison. */
  fields: FieldModel[];
  /** log2 of the odds before anything is compared: one person, one household. */
  matchPrior: number;
  householdPrior: number;
  /** Bits by `field * LEVELS + level`: for one person and for one household, each against strangers. */
  matchBits: Float64Array;
  householdBits: Float64Array;
  /** log2 m, for levels weighed by the rarity of the value instead of the chance of strangers. */
  matchShare: Float64Array;
  /** Household against one person. */
  householdLead: Float64Array;
  mostBits: Float64Array;
  nameTie: number;
  /** Bits for one person that both are from a source, by its index in the set; at 0: that they are not from one. */
  sourceBits: Float64Array;
  rarity: ValueRarity;
  ignored: IgnoredValues;
};

/**
 * Lays a model out for a record set. O(distinct values); for a record with its candidates well under a millisecond. With an earlier
 * context of the same set and statistics, what only other levels of agreement do not change is taken over.
 */
export function scoringContext(
  set: RecordSet,
  model: MatchingModel,
  stats: ValueStats,
  earlier: ScoringContext | null = null,
): ScoringContext {
  const fields = fieldNamesOf(set).map((name) => fieldOf(model, name));
  const table = () => new Float64Array(fields.length * LEVELS);
  const context: ScoringContext = {
    set,
    model,
    stats,
    fields,
    matchPrior: logOdds(model.matchRate),
    householdPrior: logOdds(model.householdRate),
    matchBits: table(),
    householdBits: table(),
    matchShare: table(),
    householdLead: table(),
    mostBits: Float64Array.from(fields, ({ kind }) => FIELD_PRIORS[kind].mostBits),
    nameTie: model.nameTie ?? 0,
    sourceBits: Float64Array.from(set.sourceNames, (name) => model.sourceBits?.[name] ?? 0),
    rarity: earlier !== null && haveSameChances(fields, earlier.fields) ? earlier.rarity : rarityOfValues(set, fields),
    ignored: earlier?.ignored ?? { emails: generic(stats.emails), phones: generic(stats.phones) },
  };
  fields.forEach((field, index) => {
    fillLevels(context, field, index);
  });
  return context;
}

function haveSameChances(fields: readonly FieldModel[], earlier: readonly FieldModel[]): boolean {
  return fields.every(
    ({ u, frequencies }, index) => u === earlier[index]?.u && frequencies === earlier[index]?.frequencies,
  );
}

function fillLevels(context: ScoringContext, field: FieldModel, index: number): void {
  const { householdShare } = FIELD_PRIORS[field.kind];
  field.m.forEach((m, at) => {
    const cell = index * LEVELS + at + 1;
    const u = field.u[at] as number;
    const household = householdShare * m + (1 - householdShare) * u;
    context.matchShare[cell] = Math.log2(m);
    context.matchBits[cell] = Math.log2(m / u);
    context.householdBits[cell] = Math.log2(household / u);
    context.householdLead[cell] = Math.log2(household / m);
  });
}

function logOdds(share: number): number {
  return Math.log2(share / (1 - share));
}

function generic(people: Uint16Array): Uint8Array {
  return Uint8Array.from(people, (count) => (count > GENERIC_ABOVE ? 1 : 0));
}
