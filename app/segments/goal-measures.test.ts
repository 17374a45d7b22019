import { describe, expect, it } from 'vitest';
import { isReached, progressOf } from './goal-measures.ts';

describe('a goal’s progress', () => {
  it('runs from where the figure began to the target, whichever way is better', () => {
    expect(progressOf('repeat_purchase_rate', 0.15, 0.1, 0.2)).toBeCloseTo(0.5);
    expect(progressOf('repeat_purchase_rate', 0.05, 0.1, 0.2)).toBe(0);
    expect(progressOf('refund_rate', 0.15, 0.2, 0.1)).toBeCloseTo(0.5);
    expect(progressOf('refund_rate', 0.05, 0.2, 0.1)).toBe(1);
  });

  it('is not told of a figure that was past its target from the beginning', () => {
    expect(progressOf('repeat_purchase_rate', 0.1, 0.3, 0.2)).toBeNull();
    expect(isReached('repeat_purchase_rate', 0.3, 0.2)).toBe(true);
    expect(isReached('refund_rate', 0.3, 0.2)).toBe(false);
  });
});
