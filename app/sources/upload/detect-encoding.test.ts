import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from './detect-encoding.server.ts';

const TEXTS = {
  german: 'Name,Ort\nJürgen Müller,Köln\nGrüße,Straße\n',
  french: 'Prénom,Ville\nHélène,Orléans\nFrançois,Besançon\nÉlodie,Nîmes\n',
  spanish: 'Nombre\nÁngel Muñoz\nJosé Peña\n',
  swedish: 'Namn\nÅsa Öberg\nBjörn Sjögren\n',
  portuguese: 'Nome\nJoão Conceição\nInês\n',
  'a single accent': 'a,b\nZoë,1\n',
};

describe('western texts', () => {
  const cases = Object.entries(TEXTS).flatMap(([name, text]) =>
    (['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const).map(
      (encoding) => [name, encoding, text] as const,
    ),
  );
  it.each(cases)('tells %s in %s', (_, encoding, text) => {
    expect(detectEncoding(iconv.encode(text, encoding)).encoding).toBe(encoding);
  });
});

it.each([
  ['Polish', 'windows-1250', 'Imię\nŁukasz Żółć\nMałgorzata\n'],
  ['Russian', 'windows-1251', 'Имя\nИван Петров\nМосква\n'],
  ['Russian', 'utf-16le', 'Имя;Город\nИван Петров;Москва\nАнна;Тула\n'],
] as const)('tells %s in %s', (_, encoding, text) => {
  expect(detectEncoding(iconv.encode(text, encoding)).encoding).toBe(encoding);
});

it.each([
  ['utf-8', 3],
  ['utf-16le', 2],
  ['utf-16be', 2],
] as const)('believes the mark of %s', (encoding, bomBytes) => {
  expect(detectEncoding(iconv.encode('a,b\n', encoding, { addBOM: true }))).toMatchObject({ encoding, bomBytes });
});

it('is not misled by a character cut at the end of the sample', () => {
  const bytes = Buffer.from('Name\nZoë');
  expect(detectEncoding(bytes.subarray(0, bytes.length - 1)).encoding).toBe('utf-8');
});

describe('what is no table', () => {
  it.each([
    ['nothing', Buffer.from(''), 'sources.file_empty'],
    ['blanks', Buffer.from(' \n\t\r\n'), 'sources.file_empty'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'sources.file_binary'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'sources.file_binary'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), 'sources.file_binary'],
    ['a program', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)), 'sources.file_binary'],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => detectEncoding(bytes)).toThrow(expect.objectContaining({ code }));
  });
});
