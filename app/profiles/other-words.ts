import {
  compareRecords,
  type FieldProvenance,
  type GoldenAttribute,
  type RankedRecord,
  ruleOf,
  type SurvivorshipRules,
  whatDecided,
} from './survivorship.ts';

/** A record as far as its words about the golden attributes go. */
export type SpeakingRecord = RankedRecord & { source: string; words: Record<GoldenAttribute, string | null> };

/** What a record said that did not become the profile's value; `why` = how it lost, null if it says the same. */
export type OtherWord = { recordId: number; source: string; value: string; why: string | null };

/** What the other records say of an attribute, in the order in which they would have been taken. */
export function otherWords(
  records: readonly SpeakingRecord[],
  provenance: FieldProvenance,
  rules: SurvivorshipRules,
  attribute: GoldenAttribute,
): OtherWord[] {
  const rule = ruleOf(rules, attribute);
  const winner = records.find((record) => record.id === provenance[attribute]);
  if (!winner) {
    return [];
  }
  const taken = plain(winner.words[attribute] ?? '');
  return records
    .filter((record) => record !== winner && record.words[attribute])
    .sort((x, y) => compareRecords(x, y, rule))
    .map((record) => {
      const value = record.words[attribute] ?? '';
      const why = plain(value) === taken ? null : whatDecided(winner, record, rule);
      return { recordId: record.id, source: record.source, value, why };
    });
}

function plain(value: string): string {
  return value.trim().toLowerCase();
}
