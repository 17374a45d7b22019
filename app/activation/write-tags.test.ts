import { describe, expect, it } from 'vitest';
import { waitBefore } from './write-tags.server.ts';

const budget = (available: number) => ({ available, maximum: 2000, restoreRate: 100 });

describe('the pace of writing', () => {
  it('is free while three tenths of the budget stay for people', () => {
    expect(waitBefore(budget(2000), 250)).toBe(0);
    expect(waitBefore(budget(850), 250)).toBe(0);
  });

  it('waits for exactly what is missing', () => {
    expect(waitBefore(budget(750), 250)).toBe(1000);
    expect(waitBefore(budget(0), 250)).toBe(8500);
  });
});
