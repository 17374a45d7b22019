import { beforeAll, describe, expect, it } from 'vitest';
import type { AnsweredPair } from './answered-pairs.ts';
import { toComparable } from './comparable.ts';
import { ALONE } from './labour.ts';
import { fieldOf, type MatchingModel } from './matching-model.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { newScore, scorePair } from './score-pair.ts';
import { scoringContext } from './scoring-context.ts';
import { seededRandom } from './seeded-random.ts';
import { trainModel } from './train-model.ts';
import { statsOfSet } from './value-stats.ts';

const PEOPLE = 120;
const MARRIED = 24;
const GIVEN = ['Ada', 'Bruno', 'Celia', 'Dario', 'Edda', 'Fabio', 'Greta', 'Hugo', 'Ilse', 'Jonas', 'Karla', 'Lars'];
const FAMILY = [
  'Abel',
  'Brandt',
  'Conrad',
  'Dorn',
  'Eller',
  'Faber',
  'Gerber',
  'Haas',
  'Imhof',
  'Jung',
  'Keller',
  'Lang',
];

/** Each person twice; the first few under another last name the second time, which may be a wedding or somebody else. */
const random = seededRandom(4);
const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
const records = Array.from({ length: PEOPLE }, (_, person) => {
  const [givenName, familyName, city] = [pick(GIVEN), pick(FAMILY), pick(['Bern', 'Basel', 'Chur'])];
  const phones = [`+4179${String(1_000_000 + person * 7919)}`];
  const again = person < MARRIED ? pick(FAMILY.filter((name) => name !== familyName)) : familyName;
  const one = { givenName, phones, country: 'CH', address: { city } };
  return [
    { id: 2 * person + 1, familyName, ...one },
    { id: 2 * person + 2, familyName: again, ...one },
  ];
}).flat();
const set = buildRecordSet(records.map(toComparable));

async function learn(answers: readonly AnsweredPair[]): Promise<MatchingModel> {
  return trainModel(set, statsOfSet(set), await ALONE.candidates(set, null), ALONE, { answers, randomPairs: 20_000 });
}

const answersOf = (same: boolean) =>
  Array.from({ length: MARRIED }, (_, person) => ({ a: 2 * person + 2, b: 2 * person + 1, same }));

/** Bits of the last of the unclear pairs. */
function bitsUnder(model: MatchingModel): number {
  const context = scoringContext(set, model, statsOfSet(set));
  return scorePair(context, 2 * MARRIED - 2, 2 * MARRIED - 1, newScore(context)).bits;
}

describe('what people answer', () => {
  let [silent, oneEach, twoEach] = [] as unknown as MatchingModel[];

  beforeAll(async () => {
    silent = await learn([]);
    oneEach = await learn(answersOf(true));
    twoEach = await learn(answersOf(false));
  }, 120_000);

  it('teaches how often the last names of one person differ', () => {
    const differing = (model: MatchingModel | undefined) => fieldOf(model as MatchingModel, 'family').m[0] as number;
    expect(differing(oneEach)).toBeGreaterThan(differing(twoEach));
    expect(differing(oneEach)).toBeGreaterThanOrEqual(differing(silent));
    expect(differing(twoEach)).toBeLessThanOrEqual(differing(silent));
  });

  it('moves the weights of pairs of the same kind towards the answer', () => {
    expect(bitsUnder(oneEach as MatchingModel)).toBeGreaterThan(bitsUnder(twoEach as MatchingModel) + 1);
  });

  it('makes another version, and the same version whatever the order of answers and of their two records', async () => {
    expect(oneEach?.version).not.toBe(silent?.version);
    const turned = answersOf(true)
      .reverse()
      .map(({ a, b, same }) => ({ a: b, b: a, same }));
    expect((await learn(turned)).version).toBe(oneEach?.version);
  }, 60_000);

  it('says nothing of records that are no longer there', async () => {
    expect((await learn([{ a: 9001, b: 9002, same: true }])).version).toBe(silent?.version);
  }, 60_000);
});
