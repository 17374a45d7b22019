import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTransforms, type Transform } from './transforms.ts';

const row = {
  cells: ['Ann', 'Example', 'DE'],
  indexOf: (column: string) => ['First', 'Last', 'Country'].indexOf(column),
};
const run = (value: string, ...transforms: Transform[]) => compileTransforms(transforms)(value, row);

describe('one step', () => {
  const cases: [name: string, value: string, step: Transform, expected: string][] = [
    ['trims and closes gaps', '  a   b ', { kind: 'trim' }, 'a b'],
    ['lowers', 'ANN@X.TEST', { kind: 'case', to: 'lower' }, 'ann@x.test'],
    ['raises', 'de', { kind: 'case', to: 'upper' }, 'DE'],
    ['writes titles', 'ANNE-MARIE o’neil', { kind: 'case', to: 'title' }, 'Anne-Marie O’Neil'],
    ['keeps the first part', 'a;b;c', { kind: 'split', separator: ';', part: 1 }, 'a'],
    ['keeps the last part', 'a;b;c', { kind: 'split', separator: ';', part: -1 }, 'c'],
    ['keeps nothing beyond the parts', 'a;b', { kind: 'split', separator: ';', part: 5 }, ''],
    ['joins other columns', 'Dr.', { kind: 'join', columns: ['First', 'Last'], separator: ' ' }, 'Dr. Ann Example'],
    ['leaves out columns that are not there', 'Dr.', { kind: 'join', columns: ['Title'], separator: ' ' }, 'Dr.'],
    ['replaces every occurrence without case', 'Foo foo', { kind: 'replace', find: 'FOO', with: 'bar' }, 'bar bar'],
    ['takes patterns as text', 'a.c abc', { kind: 'replace', find: 'a.c', with: 'x' }, 'x abc'],
    ['looks up', ' Ja ', { kind: 'lookup', table: { ja: 'yes' }, otherwise: 'keep' }, 'yes'],
    [
      'keeps what is not listed',
      'vielleicht',
      { kind: 'lookup', table: { ja: 'yes' }, otherwise: 'keep' },
      'vielleicht',
    ],
    ['empties what is not listed', 'vielleicht', { kind: 'lookup', table: { ja: 'yes' }, otherwise: 'empty' }, ''],
    ['turns cents into euros exactly', '1999', { kind: 'units', factor: 0.01 }, '19.99'],
    ['leaves words alone', 'n/a', { kind: 'units', factor: 0.01 }, 'n/a'],
    ['fills in a default', ' ', { kind: 'default', value: 'EUR' }, 'EUR'],
  ];
  it.each(cases)('%s', (_, value, step, expected) => {
    expect(run(value, step)).toBe(expected);
  });
});

it('chains', () => {
  expect(
    run(' 12345 ', { kind: 'trim' }, { kind: 'units', factor: 0.01 }, { kind: 'replace', find: '.', with: ',' }),
  ).toBe('123,45');
});

it('asks another column for its condition', () => {
  const germans: Transform = {
    kind: 'condition',
    when: { column: 'Country', test: 'is', value: 'de' },
    apply: [{ kind: 'default', value: 'Deutsch' }],
    otherwise: [{ kind: 'default', value: 'English' }],
  };
  expect(run('', germans)).toBe('Deutsch');
});

it('does nothing without steps', () => {
  fc.assert(fc.property(fc.string(), (value) => run(value) === value));
});

it('never throws, whatever a merchant writes', () => {
  const step: fc.Arbitrary<Transform> = fc.oneof(
    fc.record({ kind: fc.constant('replace' as const), find: fc.string(), with: fc.string() }),
    fc.record({ kind: fc.constant('split' as const), separator: fc.string(), part: fc.integer() }),
    fc.record({ kind: fc.constant('units' as const), factor: fc.double({ noNaN: true }) }),
  );
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(step, { maxLength: 4 }),
      (value, steps) => typeof run(value, ...steps) === 'string',
    ),
  );
});
