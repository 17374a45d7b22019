import { describe, expect, it } from 'vitest';
import { type TrustGrounds, trustOf } from './trust.ts';

const CALM: TrustGrounds = { incidents: [], breaches: [], lateSources: 0, hoursSinceRun: 3 };
const breach = {
  checkKey: 'email_missing',
  label: 'No e-mail',
  severity: 'high',
  failing: 7,
  touchedMinor: 900,
} as const;

describe('whether today’s data can be trusted', () => {
  it.each([
    ['yes', CALM],
    ['partly', { ...CALM, lateSources: 1 }],
    ['partly', { ...CALM, hoursSinceRun: 40 }],
    ['partly', { ...CALM, breaches: [breach] }],
    ['yes', { ...CALM, breaches: [{ ...breach, severity: 'low' as const }] }],
    ['no', { ...CALM, incidents: [{ id: 1, heading: 'Till', costMinor: 5 }] }],
  ] as const)('is %s', (level, grounds) => {
    expect(trustOf(grounds).level).toBe(level);
  });

  it('says first what costs most, incidents before standards', () => {
    const { steps } = trustOf({
      ...CALM,
      incidents: [
        { id: 1, heading: 'A', costMinor: null },
        { id: 2, heading: 'B', costMinor: 50 },
      ],
      breaches: [{ ...breach, severity: 'low', touchedMinor: 9999 }, breach],
    });
    expect(steps.map((step) => step.url)).toEqual([
      '/app/quality/incidents/2',
      '/app/quality/incidents/1',
      '/app/quality/email_missing',
      '/app/quality/email_missing',
    ]);
    expect(steps[2]?.moneyMinor).toBe(900);
  });
});
