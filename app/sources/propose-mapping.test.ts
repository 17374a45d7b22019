import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countRows, readExport, recordsOf } from '#test/factories/read-export.ts';
import type { Mapping } from './mapping.ts';
import { answerQuestion } from './questions.ts';

type Expected = {
  subject: string;
  decimalMark: string | null;
  dateOrder: string | null;
  headerRow: number | null;
  accepted: number;
  questions: string[];
  fields: Record<string, string>;
};

const FOLDER = new URL('../../test/fixtures/unknown/', import.meta.url);
const EXPECTED = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) as Record<string, Expected>;

const fieldsOf = (mapping: Mapping) =>
  Object.fromEntries(mapping.columns.flatMap(({ column, field }) => (field === null ? [] : [[column, field]])));

describe('files of systems nobody taught us', () => {
  it.each(Object.entries(EXPECTED))('%s', async (file, expected) => {
    const { inspection, outcomes } = await readExport(file, readFileSync(new URL(file, FOLDER)));
    const { mapping, questions } = inspection.proposal;
    expect(fieldsOf(mapping)).toMatchObject(expected.fields);
    expect({
      system: mapping.system,
      subject: mapping.subject,
      decimalMark: mapping.conventions.decimalMark,
      dateOrder: mapping.conventions.dateOrder,
      questions: questions.map(({ id }) => id),
      accepted: countRows(outcomes).kept,
    }).toEqual({
      system: null,
      subject: expected.subject,
      decimalMark: expected.decimalMark,
      dateOrder: expected.dateOrder,
      questions: expected.questions,
      accepted: expected.accepted,
    });
  });

  it.each(Object.keys(EXPECTED))('%s maps alike with its columns in reverse order', async (file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    if (file === 'quickbooks.csv' || file === 'headless.csv') return;
    const delimiter = text.split('\n')[0]?.includes(';') ? ';' : ',';
    const turned = text
      .split('\n')
      .map((line) => splitLine(line, delimiter).reverse().join(delimiter))
      .join('\n');
    const straight = await readExport(file, text);
    const reversed = await readExport(file, turned);
    expect(fieldsOf(reversed.inspection.proposal.mapping)).toEqual(fieldsOf(straight.inspection.proposal.mapping));
  });
});

function splitLine(line: string, delimiter: string): string[] {
  return (
    line
      .match(new RegExp(`("(?:[^"]|"")*"|[^${delimiter}]*)(?=${delimiter}|$)`, 'g'))
      ?.filter((_, at, all) => at === 0 || all[at] !== '' || all[at - 1] === '') ?? []
  );
}

describe('questions', () => {
  const AMBIGUOUS =
    'Order No,Date,Customer Email,Total\n1,05/03/2024,ann@mail.test,10.00\n2,06/03/2024,bo@mail.test,20.00\n';

  it('asks for the order of day and month when every date reads both ways, and reads by the answer', async () => {
    const { inspection, outcomes } = await readExport('a.csv', AMBIGUOUS);
    const [question] = inspection.proposal.questions;
    expect(question).toMatchObject({ id: 'date_order', blocking: true, columns: ['Date'] });
    expect(countRows(outcomes)).toEqual({ kept: 0, failed: 2, dropped: 0 });
    const answered = await readExport('a.csv', AMBIGUOUS, (mapping) =>
      question ? answerQuestion(mapping, question, 'mdy') : mapping,
    );
    const placed = recordsOf(answered.outcomes).flatMap((record) =>
      record.kind === 'order' ? [record.placedAt.toISOString().slice(0, 7)] : [],
    );
    expect(placed).toEqual(['2024-05', '2024-06']);
  });

  it('finds the one date that settles it in row 5,000', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, at) => `${at},0${1 + (at % 9)}/0${1 + (at % 7)}/2024,ann@mail.test,10.00`,
    );
    const { inspection } = await readExport(
      'a.csv',
      `Order No,Date,Customer Email,Total\n${rows.join('\n')}\n5000,25/03/2024,bo@mail.test,1.00\n`,
    );
    expect(inspection.proposal.mapping.conventions.dateOrder).toBe('dmy');
    expect(inspection.proposal.questions).toEqual([]);
  });

  it('asks when a file mixes both orders, accepting meanwhile the dates that read one way', async () => {
    const { inspection, outcomes } = await readExport(
      'a.csv',
      'Order No,Date,Customer Email,Total\n1,25/03/2024,a@mail.test,1.00\n2,03/25/2024,b@mail.test,2.00\n3,05/04/2024,c@mail.test,3.00\n',
    );
    expect(inspection.proposal.questions.map(({ id }) => id)).toEqual(['date_order']);
    expect(countRows(outcomes)).toEqual({ kept: 2, failed: 1, dropped: 0 });
  });

  it('asks for the decimal mark when amounts read both ways', async () => {
    const { inspection } = await readExport('a.csv', 'Order No;Date;Total\n1;2024-03-05;1.234\n2;2024-03-06;2.500\n');
    expect(inspection.proposal.questions).toMatchObject([{ id: 'decimal_mark', blocking: true }]);
  });

  it('asks for the currency when a sign has several', async () => {
    const { inspection } = await readExport(
      'a.csv',
      'Order No;Date;Total\n1;2024-03-05;1234,50 kr\n2;2024-03-06;99,00 kr\n',
    );
    expect(inspection.proposal.questions).toMatchObject([
      { id: 'currency', choices: [{ value: 'SEK' }, { value: 'NOK' }, { value: 'DKK' }] },
    ]);
  });

  it('asks which way a yes goes in a column that does not say', async () => {
    const { inspection } = await readExport(
      'a.csv',
      'Email,Name,Mailing\na@mail.test,Ann Example,Y\nb@mail.test,Bo Roe,N\n',
    );
    const [question] = inspection.proposal.questions;
    expect(question).toMatchObject({ id: 'consent:Mailing', kind: 'consent' });
    const answered = question && answerQuestion(inspection.proposal.mapping, question, 'consent.email_opt_out');
    expect(answered?.columns.find(({ column }) => column === 'Mailing')).toMatchObject({
      field: 'consent.email_opt_out',
      confidence: 1,
    });
  });

  it('asks for the column that is missing and imports nothing before', async () => {
    const { inspection, outcomes } = await readExport('a.csv', 'Order No,Bought,Item,Qty\n1,2024-03-05,Mug,2\n');
    expect(inspection.proposal.questions.some(({ kind, blocking }) => kind === 'missing' && blocking)).toBe(true);
    expect(countRows(outcomes).kept).toBe(0);
  });

  it('asks what a status means that is in no list', async () => {
    const { inspection } = await readExport(
      'a.csv',
      'Order No,Order Date,Total,Order Status\n1,2024-03-05,2.00,Paid\n2,2024-03-05,2.00,Frobbed\n',
    );
    const [question] = inspection.proposal.questions;
    expect(question).toMatchObject({ id: 'status:frobbed', blocking: false });
    const answered = question && answerQuestion(inspection.proposal.mapping, question, 'cancelled');
    expect(answered?.conventions.statusWords).toEqual({ frobbed: 'cancelled' });
  });
});

it('leaves out what should not leave its system', async () => {
  const { inspection } = await readExport(
    'a.csv',
    'Name,Email,Social Security Number\nAnn Example,a@mail.test,078-05-1120\n',
  );
  expect(inspection.proposal.mapping.columns[2]).toMatchObject({ field: null, confidence: 1 });
  expect(inspection.proposal.mapping.columns[2]).not.toHaveProperty('keepAs');
});

it('keeps a customer’s further columns under their own names', async () => {
  const { outcomes } = await readExport('a.csv', 'Name,Email,Favourite tea\nAnn Example,a@mail.test,Green\n');
  expect(recordsOf(outcomes)).toMatchObject([{ custom: { 'Favourite tea': 'Green' } }]);
});
