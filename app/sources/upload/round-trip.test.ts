import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { openUpload } from './open-upload.server.ts';
import { memoryFile } from './stored-file.server.ts';

const NAMES = ['Ann', 'Jürgen', 'Hélène', 'Åsa', 'José', 'Zoë', 'Bo', 'François', 'Søren', 'Inês'];
const CITIES = ['Köln', 'Nîmes', 'Malmö', 'São Paulo', 'Reno', 'Besançon', '', 'A Coruña'];
const NOTES = [
  '',
  'plain',
  'says "hi"',
  'a, b; c | d',
  'line\nbreak',
  'tab\there',
  '  padded  ',
  "it's",
  '#1',
  '5" pipe',
];

const row = fc.record({
  name: fc.constantFrom(...NAMES),
  city: fc.constantFrom(...CITIES),
  note: fc.constantFrom(...NOTES),
  day: fc.integer({ min: 1, max: 28 }),
});

const table = fc
  .array(row, { minLength: 3, maxLength: 30 })
  .map((rows) =>
    rows.map(({ name, city, note, day }, at) => [
      String(1000 + at),
      name,
      `user${at}@mail.test`,
      city,
      note,
      `2026-03-${String(day).padStart(2, '0')}`,
    ]),
  );

const HEADER = ['Customer ID', 'First Name', 'Email', 'City', 'Note', 'Created'];

it('reads back what was written, in every encoding, delimiter and line end', async () => {
  const encodings = fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh');
  await fc.assert(
    fc.asyncProperty(
      table,
      encodings,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      async (rows, encoding, delimiter, end) => {
        const text =
          [HEADER, ...rows].map((cells) => cells.map((cell) => quote(cell, delimiter)).join(delimiter)).join(end) + end;
        const { tables } = await openUpload(memoryFile('a.csv', encode(text, encoding)));
        const [only] = tables;
        expect(only?.layout.header.columns).toEqual(HEADER);
        const cells: string[][] = [];
        for await (const batch of only?.dataRows() ?? []) cells.push(...batch.data.map((data) => data.cells));
        expect(cells).toEqual(rows);
      },
    ),
    { numRuns: 150 },
  );
});

function quote(cell: string, delimiter: string): string {
  return /["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function encode(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8-bom') return iconv.encode(text, 'utf-8', { addBOM: true });
  return iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf-16') && text.length % 2 === 0 });
}
