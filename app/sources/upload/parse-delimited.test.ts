import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DelimitedParser, type SourceRow } from './parse-delimited.ts';
import type { DelimitedFormat } from './scan-row.ts';

const LIMITS = { maxColumns: 2000, maxCellChars: 1024 * 1024 };
const COMMA: DelimitedFormat = { delimiter: ',', quote: '"', escape: 'double', newline: '\n' };

function parse(
  text: string,
  format: Partial<DelimitedFormat> = {},
  limits = LIMITS,
  pieces: readonly string[] = [text],
): SourceRow[] {
  const parser = new DelimitedParser({ ...COMMA, ...format }, limits);
  const rows = pieces.flatMap((piece) => parser.push(piece));
  return [...rows, ...parser.end()];
}

const cellsOf = (rows: readonly SourceRow[]) => rows.map((row) => row.cells);

describe('cells', () => {
  const cases: [name: string, text: string, expected: string[][]][] = [
    [
      'splits plain cells',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'reads a last line without an end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'takes carriage returns off',
      'a,b\r\n"c",d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['keeps delimiters, breaks and doubled quotes inside quotes', '"a,b","c\nd","e""f"\n', [['a,b', 'c\nd', 'e"f']]],
    [
      'keeps empty cells',
      ',,\n"",x,\n',
      [
        ['', '', ''],
        ['', 'x', ''],
      ],
    ],
    ['reads a quoted cell after blanks', 'a, "b,c" ,d\n', [['a', 'b,c', 'd']]],
    ['takes a careless quote inside a quoted cell as text', '"5" pipe",x\n', [['5" pipe', 'x']]],
    ['takes a quote inside a plain cell as text', '5" pipe,x\n', [['5" pipe', 'x']]],
    ['reads Mailchimp’s lists in a cell', 'x,"""VIP"",""Blog"""\n', [['x', '"VIP","Blog"']]],
  ];
  it.each(cases)('%s', (_, text, expected) => {
    expect(cellsOf(parse(text))).toEqual(expected);
  });

  it('counts rows as a spreadsheet does: blank lines count, a multi-line cell counts once', () => {
    expect(parse('a\n\n"b\nc"\nd\n').map((row) => row.row)).toEqual([1, 3, 4]);
  });

  it('unescapes backslashes where the file uses them', () => {
    expect(cellsOf(parse('INDIE\\, EGYPT,x\n"say \\"hi\\"",y\n', { escape: 'backslash' }))).toEqual([
      ['INDIE, EGYPT', 'x'],
      ['say "hi"', 'y'],
    ]);
  });

  it('reads columns lined up with blanks', () => {
    expect(cellsOf(parse(' 00001 19970101  1   11.77\n', { delimiter: ' ' }))).toEqual([
      ['00001', '19970101', '1', '11.77'],
    ]);
  });
});

describe('damage', () => {
  it('loses only the line of a quote that never closes', () => {
    const rows = parse('a,b\n1,"x\n2,y\n3,"z, w"\n4,v\n');
    expect(rows.map((row) => [row.row, row.problem])).toEqual([
      [1, undefined],
      [2, 'unclosed_quote'],
      [3, undefined],
      [4, undefined],
      [5, undefined],
    ]);
  });

  it('does so in time that does not grow with the square of the stray quotes', () => {
    const text = `${'1,"x\n2,y\n'.repeat(20_000)}`;
    const started = performance.now();
    const rows = parse(text);
    expect(rows.filter((row) => row.problem === undefined).length).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('refuses a cell beyond the limit and goes on', () => {
    const rows = parse(`a,${'x'.repeat(60)}\nb,c\n`, {}, { maxColumns: 10, maxCellChars: 50 });
    expect(rows.map((row) => row.problem)).toEqual(['cell_too_long', undefined]);
  });

  it('refuses a row beyond the columns and goes on', () => {
    const rows = parse(`${'x,'.repeat(20)}\nb,c\n`, {}, { maxColumns: 10, maxCellChars: 50 });
    expect(rows.map((row) => [row.problem, row.cells.length])).toEqual([
      ['too_many_columns', 10],
      [undefined, 2],
    ]);
  });

  it('holds no more than the limits of a line that never ends', () => {
    const parser = new DelimitedParser(COMMA, { maxColumns: 10, maxCellChars: 100 });
    const rows = Array.from({ length: 100 }, () => parser.push('x'.repeat(100))).flat();
    expect([...rows, ...parser.push('\nb,c\n')].map((row) => [row.row, row.problem])).toEqual([
      [1, 'cell_too_long'],
      [2, undefined],
    ]);
  });
});

describe('round trip', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('', '"', ',', ';', '\n', '\r\n', "it's", 'a"b', ' x ', 'Zoë', '😀', '\t'),
  );
  const table = fc
    .tuple(fc.integer({ min: 2, max: 5 }))
    .chain(([width]) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    );

  it('gives back any table, whatever the delimiter, the line end and the cuts between pieces', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(40)),
        (rows, delimiter, end, cuts) => {
          const text =
            rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter)).join(end) +
            end;
          expect(cellsOf(parse(text, { delimiter }, LIMITS, cutUp(text, cuts)))).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads alike however a text is cut, even a damaged one', () => {
    const messy = fc
      .array(fc.constantFrom('a', '"', ',', '\n', '\r\n', '""', 'bc', ' '), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(messy, fc.array(fc.nat(6)), (text, cuts) => {
        expect(parse(text, {}, LIMITS, cutUp(text, cuts))).toEqual(parse(text));
      }),
      { numRuns: 500 },
    );
  });
});

function cutUp(text: string, cuts: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const cut of cuts) {
    pieces.push(text.slice(at, at + cut));
    at += cut;
  }
  return [...pieces, text.slice(at)];
}
