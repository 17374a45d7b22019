import { expect, it } from 'vitest';
import { bandsOf, confidenceOf, stepOf } from './owner-bands.ts';

const trials = (leadBits: number, right: number, wrong: number) =>
  Array.from({ length: right + wrong }, (_, at) => ({ leadBits, isRight: at < right }));

it('says of a guess how often guesses of its strength were right', () => {
  const bands = bandsOf([...trials(5, 30, 20), ...trials(9, 48, 0)]);
  expect(confidenceOf(bands, 4.2)).toBeCloseTo(30 / 52);
  expect(confidenceOf(bands, 10.9)).toBeCloseTo(48 / 50);
});

it.each([
  ['too few were tried', trials(5, 19, 0)],
  ['most of them were wrong', trials(5, 10, 40)],
  ['none was tried', []],
])('says nothing where %s', (_why, tried) => {
  expect(confidenceOf(bandsOf(tried), 5)).toBeNull();
});

it('puts each lead into one band, however large', () => {
  expect([0, 1.9, 2, 400].map(stepOf)).toEqual([0, 0, 2, 14]);
});
