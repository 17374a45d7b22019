import { expect, it } from 'vitest';
import { readSatisfaction } from './read-satisfaction.ts';

it.each([
  ['Good', 5],
  ['Good with comment', 5],
  ['Bad', 1],
  ['Extremely Happy', 5],
  ['Happy', 4],
  ['Neutral', 3],
  ['Unhappy', 2],
  ['Very unhappy', 1],
  ['Very Dissatisfied', 1],
  ['Just Okay', 3],
  ['Not Good', 1],
  ['👍', 5],
  ['4', 4],
  ['4,5', 4.5],
  ['★★★☆☆', 3],
  ['5 stars', 5],
])('reads %s as points of five', (text, rating) => {
  expect(readSatisfaction(text, 5)).toEqual({ rating, ratingMax: 5 });
});

it('keeps the scale that the cell or the file gives', () => {
  expect(readSatisfaction('8/10', 5)).toEqual({ rating: 8, ratingMax: 10 });
  expect(readSatisfaction('3 out of 4', 5)).toEqual({ rating: 3, ratingMax: 4 });
  expect(readSatisfaction('85', 100)).toEqual({ rating: 85, ratingMax: 100 });
});

it.each(['-', 'Offered', 'Unoffered', 'Not offered', 'No response', 'N/A', '0'])('takes %s for no rating', (text) => {
  expect(readSatisfaction(text, 5)).toBe('unrated');
});

it.each(['7', 'meh', '6/5', 'Goodbye', 'unhappily', '5/0'])('does not guess at %s', (text) => {
  expect(readSatisfaction(text, 5)).toBeNull();
});
