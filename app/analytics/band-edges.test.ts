import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandEdges } from './band-edges.ts';

it.each([
  ['EUR', 84_50, [0, 50_00, 100_00, 250_00, 500_00, 1_000_00]],
  ['JPY', 12_400, [0, 5_000, 10_000, 25_000, 50_000, 100_000]],
  ['KWD', 25_250, [0, 5_000, 10_000, 25_000, 50_000, 100_000]],
  ['USD', 0, [0, 50_00, 100_00, 250_00, 500_00, 1_000_00]],
  ['USD', -300, [0, 50_00, 100_00, 250_00, 500_00, 1_000_00]],
])('draws the bands of %s around a median of %i minor units', (currency, median, edges) => {
  expect(bandEdges(median, currency)).toEqual(edges);
});

it('gives whole units that rise, whatever the median', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1e12 }),
      fc.constantFrom('USD', 'JPY', 'KWD'),
      (median, currency) => {
        const edges = bandEdges(median, currency);
        const whole = currency === 'JPY' ? 1 : currency === 'KWD' ? 1_000 : 100;
        expect(edges.every((edge, at) => edge % whole === 0 && (at === 0 || edge > edges[at - 1]!))).toBe(true);
      },
    ),
  );
});
