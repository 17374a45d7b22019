import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, jaroWinkler, letterDistance } from './text-distance.ts';

function units(text: string): Uint16Array {
  return Uint16Array.from(text, (letter) => letter.charCodeAt(0));
}

function edits(a: string, b: string, limit = 9): number {
  return editDistance(units(a), 0, a.length, units(b), 0, b.length, limit);
}

function winkler(a: string, b: string): number {
  return jaroWinkler(units(a), 0, a.length, units(b), 0, b.length);
}

/** The textbook table. */
function slowDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, table[i - 2]![j - 2]! + 1);
      table[i]![j] = cost;
    }
  }
  return table[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 14 });

describe('editDistance', () => {
  it('counts a swap of neighbours as one edit', () => {
    expect(edits('smith', 'simth')).toBe(1);
  });

  it('says only that the limit is exceeded', () => {
    expect(edits('anna', 'christopher', 2)).toBe(3);
  });

  it('agrees with the textbook table', () => {
    fc.assert(fc.property(word, word, (a, b) => edits(a, b, 20) === slowDistance(a, b)));
  });

  it('is the same both ways round', () => {
    fc.assert(fc.property(word, word, (a, b) => edits(a, b, 3) === edits(b, a, 3)));
  });
});

describe('jaroWinkler', () => {
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['abc', 'xyz', 0],
  ])('%s and %s', (a, b, expected) => {
    expect(winkler(a, b)).toBeCloseTo(expected, 3);
  });
});

describe('letterDistance', () => {
  it.each([
    ['harley', 'hayler', 0],
    ['luca', 'luc', 1],
    ['anna', 'hannah', 2],
  ])('%s and %s differ by %i letters in any order', (a, b, expected) => {
    expect(letterDistance(units(a), 0, a.length, units(b), 0, b.length)).toBe(expected);
  });
});
