import { describe, expect, it } from 'vitest';
import { churnRisk, rankAtRisk } from './churn-risk.ts';
import { expectedGap, nextOrder, rhythmOf, usualOf, usualRhythm } from './rhythm.ts';

const usual = { medianGapDays: 60, logSpread: 0.8 };

describe('rhythm', () => {
  it('is the median of the gaps and their spread', () => {
    expect(rhythmOf([0, 30, 60, 90])).toEqual({ gaps: 3, medianGapDays: 30, spreadDays: 0, logSpread: 0 });
    expect(rhythmOf([50, 0, 10, 10]).medianGapDays).toBe(25);
  });

  it('has nothing to say of a one-time buyer', () => {
    expect(rhythmOf([7])).toEqual({ gaps: 0, medianGapDays: null, spreadDays: null, logSpread: null });
    expect(expectedGap(rhythmOf([7]), usual).medianGapDays).toBeCloseTo(60, 9);
  });

  it('moves from the usual gap to the own one as gaps add up', () => {
    const weekly = (orders: number) =>
      expectedGap(rhythmOf(Array.from({ length: orders }, (_, i) => i * 7)), usual).medianGapDays;
    expect(weekly(2)).toBeGreaterThan(weekly(5));
    expect(weekly(40)).toBeLessThan(8);
  });

  it('takes the pace of the goods bought last for who has none, drawn to the shop’s while few came back for them', () => {
    const tea = (gaps: number) => ({ category: 'Tea', gaps, medianGapDays: 20, logSpread: 0.4 });
    expect(usualOf(usual, undefined)).toEqual(usual);
    const [few, many] = [usualOf(usual, tea(10)), usualOf(usual, tea(2_000))];
    expect(many.medianGapDays).toBeCloseTo(20, 0);
    expect(many.logSpread).toBeCloseTo(0.4, 1);
    expect(few.medianGapDays).toBeGreaterThan(many.medianGapDays);
    expect(few.medianGapDays).toBeLessThan(usual.medianGapDays);
    expect(expectedGap(rhythmOf([7]), many).medianGapDays).toBeCloseTo(many.medianGapDays, 9);
    const own = Array.from({ length: 40 }, (_, i) => i * 100);
    expect(expectedGap(rhythmOf(own), many).medianGapDays).toBeGreaterThan(90);
  });

  it('gives the next order a range around its day', () => {
    const { earliestDays, expectedDays, latestDays } = nextOrder(rhythmOf([0, 28, 61, 88, 120]), usual);
    expect(earliestDays).toBeLessThan(expectedDays);
    expect(latestDays).toBeGreaterThan(expectedDays);
  });

  it('reads a shop’s usual rhythm off all gaps, and none off none', () => {
    expect(usualRhythm([10, 20, 40])!.medianGapDays).toBe(20);
    expect(usualRhythm([])).toBeNull();
  });
});

describe('churn risk', () => {
  const weekly = rhythmOf(Array.from({ length: 20 }, (_, i) => i * 7));
  const quarterly = rhythmOf(Array.from({ length: 20 }, (_, i) => i * 90));

  it('holds the same silence for overdue in a weekly and for on time in a quarterly buyer', () => {
    const ask = (rhythm: typeof weekly) =>
      churnRisk({ rhythm, daysSinceLast: 45, aliveProbability: null, silenceProbability: null }, usual);
    expect(ask(weekly).level).toBe('overdue');
    expect(ask(quarterly).level).toBe('on_time');
  });

  it('is even on the day the next order is expected, nothing on the day of an order, and grows with silence', () => {
    const at = (days: number) =>
      churnRisk(
        { rhythm: quarterly, daysSinceLast: days, aliveProbability: null, silenceProbability: null },
        { medianGapDays: 90, logSpread: 0.5 },
      ).lateness;
    expect(at(0)).toBe(0);
    expect(at(90)).toBeCloseTo(0.5, 6);
    expect(at(200)).toBeGreaterThan(at(120));
  });

  it('takes the model’s chance of silence for the risk where there is one, lateness where there is none', () => {
    const customer = { rhythm: quarterly, daysSinceLast: 90, aliveProbability: 0.9 };
    const known = churnRisk({ ...customer, silenceProbability: 0.3 }, usual);
    expect([known.risk, known.leftProbability]).toEqual([0.3, expect.closeTo(0.1, 9)]);
    const unknown = churnRisk({ ...customer, silenceProbability: null }, usual);
    expect(unknown.risk).toBe(unknown.lateness);
  });

  it('orders a list by the money in danger', () => {
    const list = rankAtRisk([
      { profileId: 1, risk: 0.9, expectedMinor: 100, yearlyMinor: 1_000 },
      { profileId: 2, risk: 0.5, expectedMinor: null, yearlyMinor: 50_000 },
    ]);
    expect(list.map((each) => each.profileId)).toEqual([2, 1]);
  });
});
