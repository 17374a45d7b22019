import { type AnsweredPair, withAnswers } from './answered-pairs.ts';
import { countFrequencies } from './count-frequencies.ts';
import type { Found, Labour } from './labour.ts';
import { kindsThatTeach, type Learning, learnAgreements, learnChances } from './learn-levels.ts';
import { learnNameTie } from './learn-name-tie.ts';
import { likelyPeople } from './likely-people.ts';
import { fieldNamesOf, type MatchingModel, sealModel, startingModel } from './matching-model.ts';
import { randomPairs, sampleOfCandidates } from './pair-sample.ts';
import type { RecordSet } from './record-set.ts';
import { scoringContext } from './scoring-context.ts';
import type { ValueStats } from './value-stats.ts';

export type TrainingOptions = {
  /** What people have answered: of these pairs nothing has to be guessed. */
  answers?: readonly AnsweredPair[];
  /** Random pairs that the chances of strangers are learned from. Default 200,000. */
  randomPairs?: number;
  /** Candidate pairs that one person's agreements are learned from. Default 120,000. */
  candidatePairs?: number;
  /** Default 8. */
  rounds?: number;
};

/** Rounds after which the random pairs are looked at again, less those that are now believed to be one person. */
const CHANCES_AGAIN = new Set([0, 3, 5]);

const SEED = 20_240_607;

/**
 * Learns a model from a shop's own records: chances of strangers from random pairs, agreements of one person by expectation
 * maximisation over candidate pairs, rates of both, frequencies of values. Deterministic for the same set in the same order (order
 * it by record id). Where the records say little the priors stand.
 */
export async function trainModel(
  set: RecordSet,
  stats: ValueStats,
  found: Found,
  labour: Labour,
  options: TrainingOptions = {},
): Promise<MatchingModel> {
  const { pairs: candidates, limits: keyLimits } = found;
  const names = fieldNamesOf(set);
  const started = withFrequencies({ ...startingModel(names, set.size), keyLimits }, set, rowsAsPeople(set.size));
  const context = scoringContext(set, started, stats);
  const sample = sampleOfCandidates(candidates, options.candidatePairs ?? 120_000);
  const answered = withAnswers(set, sample, options.answers ?? []);
  const learning: Learning = {
    set,
    stats,
    model: started,
    context,
    labour,
    random: await labour.compare(context, randomPairs(set.size, options.randomPairs ?? 200_000, SEED)),
    teaching: {
      sample: await labour.compare(context, answered),
      answers: answered.answers,
      sampled: answered.sampled,
      eligible: Int32Array.from(started.fields, (field, index) => kindsThatTeach(index, field)),
    },
    allCandidates: candidates.a.length,
    pairs: (set.size * (set.size - 1)) / 2,
    namesakes: null,
  };
  await learnChances(learning, true);
  const rounds = options.rounds ?? 8;
  for (let round = 0; round < rounds; round += 1) {
    await learnAgreements(learning);
    if (CHANCES_AGAIN.has(round)) {
      await learnChances(learning, false);
      learnNameTie(learning);
    }
    // Once most matches are known, count values by person: a name that one person's five records repeat is no common name.
    if (round === Math.floor(rounds / 2)) {
      const people = likelyPeople(learning);
      if (people !== null) learning.model = withFrequencies(learning.model, set, people);
    }
  }
  const { version: _, ...learned } = learning.model;
  return sealModel(learned);
}

function rowsAsPeople(size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, row) => row);
}

function withFrequencies(model: MatchingModel, set: RecordSet, people: Int32Array): MatchingModel {
  const frequencies = countFrequencies(set, people, model.fields.length);
  return {
    ...model,
    fields: model.fields.map((field, index) => ({ ...field, frequencies: frequencies[index] ?? field.frequencies })),
  };
}
