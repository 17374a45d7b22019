import { describe, expect, it } from 'vitest';
import { judgeGoal, type Observation } from './goal-verdict.ts';

const ALPHA = 0.05;

describe('the verdict on a goal with people left alone', () => {
  it.each([
    { base: 0.03, heldOut: 0.1 },
    { base: 0.3, heldOut: 0.2 },
    { base: 0.5, heldOut: 0.5 },
  ])(
    'without any effect speaks falsely in no more than one case in twenty, though looked at after each person: %o',
    ({ base, heldOut }) => {
      const runs = 200;
      const random = randomNumbers(7);
      let [spoke, naiveSpoke] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const people = experiment(random, 1_000, heldOut, base, base);
        // The most the bet ever came to is what counts: one look at the end sees every look before it.
        spoke += Number(judgeGoal(people, heldOut, ALPHA).says !== 'cannot tell yet');
        naiveSpoke += Number(naiveEverSpeaks(people));
      }
      expect(spoke / runs).toBeLessThanOrEqual(ALPHA);
      // The usual test, looked at as often, would have.
      expect(naiveSpoke / runs).toBeGreaterThan(2 * ALPHA);
    },
  );

  it('cannot tell from a few people, whatever they did', () => {
    const people = Array.from({ length: 12 }, (_, index) => ({ isHeldOut: index % 2 === 0, outcome: index % 2 }));
    expect(judgeGoal(people, 0.5, ALPHA)).toMatchObject({ says: 'cannot tell yet', addressed: 6, heldOut: 6 });
    expect(judgeGoal([], 0.5, ALPHA)).toMatchObject({ says: 'cannot tell yet', low: -1, high: 1 });
  });

  it('finds an effect that is there, its direction and its size', () => {
    const random = randomNumbers(11);
    let found = 0;
    for (let run = 0; run < 20; run++) {
      const more = judgeGoal(experiment(random, 4_000, 0.2, 0.1, 0.18), 0.2, ALPHA);
      found += Number(more.says === 'more' && more.low <= 0.08 && more.high >= 0.08);
      expect(judgeGoal(experiment(random, 4_000, 0.5, 0.3, 0.15), 0.5, ALPHA).says).toBe('less');
    }
    expect(found).toBeGreaterThanOrEqual(18);
  });

  it('takes nothing back as more people come', () => {
    const people = experiment(randomNumbers(3), 6_000, 0.3, 0.1, 0.25);
    const says = [500, 1_000, 2_000, 4_000, 6_000].map((n) => judgeGoal(people.slice(0, n), 0.3, ALPHA).says);
    const first = says.indexOf('more');
    expect(first).toBeGreaterThanOrEqual(0);
    expect(new Set(says.slice(first))).toEqual(new Set(['more']));
  });
});

function experiment(
  random: () => number,
  size: number,
  heldOut: number,
  alone: number,
  addressed: number,
): Observation[] {
  return Array.from({ length: size }, () => {
    const isHeldOut = random() < heldOut;
    return { isHeldOut, outcome: Number(random() < (isHeldOut ? alone : addressed)) };
  });
}

/** The usual comparison of two shares, asked after every tenth person from the hundredth on. */
function naiveEverSpeaks(people: readonly Observation[]): boolean {
  const n = [0, 0];
  const sum = [0, 0];
  return people.some(({ isHeldOut, outcome }, index) => {
    const arm = Number(isHeldOut);
    n[arm]! += 1;
    sum[arm]! += outcome;
    if (index < 100 || index % 10 !== 0) {
      return false;
    }
    const pooled = (sum[0]! + sum[1]!) / (n[0]! + n[1]!);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / n[0]! + 1 / n[1]!));
    return Math.abs(sum[0]! / n[0]! - sum[1]! / n[1]!) > 1.96 * error;
  });
}

/** Evenly spread numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
