import { expect, it } from 'vitest';
import { correctCells } from './correct-cells.ts';

const COLUMNS = ['Date', 'Item', 'Email'];

it('sets one column and leaves the others, also in a row that ends before it', () => {
  expect(
    correctCells(['someday', 'Mug', 'a@b.c'], COLUMNS, { how: 'set', column: 'Date', value: '2026-06-01' }),
  ).toEqual(['2026-06-01', 'Mug', 'a@b.c']);
  expect(correctCells(['2026-06-01'], COLUMNS, { how: 'set', column: 'Email', value: 'a@b.c' })).toEqual([
    '2026-06-01',
    '',
    'a@b.c',
  ]);
});

it('replaces a text wherever it stands in the column, as typed', () => {
  const change = { how: 'replace', column: 'Email', from: ' at ', to: '@' } as const;
  expect(correctCells(['', 'at at at', 'ann at mail.test'], COLUMNS, change)).toEqual([
    '',
    'at at at',
    'ann@mail.test',
  ]);
  expect(correctCells(['', '', 'x'], COLUMNS, { how: 'replace', column: 'Email', from: 'x', to: '$&' })).toEqual([
    '',
    '',
    '$&',
  ]);
});

it('does not touch a row without the text, nor one of a file without the column', () => {
  expect(correctCells(['', '', 'ann'], COLUMNS, { how: 'replace', column: 'Email', from: '?', to: '' })).toBeNull();
  expect(correctCells(['', '', 'ann'], COLUMNS, { how: 'replace', column: 'Email', from: '', to: 'x' })).toBeNull();
  expect(correctCells(['a'], COLUMNS, { how: 'set', column: 'Phone', value: '1' })).toBeNull();
});

it('keeps cells beyond the last column, and a row that is tried as it stands', () => {
  const long = ['1', '2', '3', '4'];
  expect(correctCells(long, COLUMNS, { how: 'set', column: 'Item', value: 'Tea' })).toEqual(['1', 'Tea', '3', '4']);
  expect(correctCells(long, COLUMNS, { how: 'retry' })).toEqual(long);
});
