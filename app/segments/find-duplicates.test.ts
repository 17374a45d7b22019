import { expect, it } from 'vitest';
import { findDuplicates } from './find-duplicates.ts';

it('finds segments that hold nearly the same people, and no others', () => {
  const combinations = [
    { segments: [1, 2], people: 95 },
    { segments: [1], people: 5 },
    { segments: [2, 3], people: 0 },
    { segments: [3], people: 40 },
    { segments: [1, 3], people: 0 },
  ];
  expect(findDuplicates(combinations)).toEqual([{ a: 1, b: 2, shared: 95, alike: 0.95 }]);
});
