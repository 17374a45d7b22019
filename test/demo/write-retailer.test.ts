import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datasetOf, generateRetailer } from './generate-retailer.ts';
import { readShopifyFile } from './read-shopify-file.ts';
import { type WrittenRetailer, writeRetailer } from './write-retailer.ts';

const options = { people: 400, seed: 3, now: new Date('2026-11-24T00:00:00Z') };
const directory = mkdtempSync(join(tmpdir(), 'retailer-'));
let written: WrittenRetailer;

beforeAll(async () => {
  written = await writeRetailer(generateRetailer(options), join(directory, 'one'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('writeRetailer', () => {
  test('writes the same bytes for the same seed, and nothing else', async () => {
    await writeRetailer(generateRetailer(options), join(directory, 'two'));
    expect(digests('two')).toEqual(digests('one'));
    expect(Object.keys(digests('one'))).toEqual([
      'answer-key.csv',
      'answer-orders.csv',
      'crm-contacts.csv',
      'loyalty.csv',
      'newsletter-contacts.csv',
      'reviews.csv',
      'shopify.json',
      'square-customers.csv',
      'square-daily-totals.csv',
      'square-items.csv',
      'tickets.csv',
    ]);
  });

  test('writes the Shopify side as one dataset, whole or line by line', async () => {
    const path = join(directory, 'one', 'shopify.json');
    const expected = datasetOf(generateRetailer(options));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(expected);
    expect(await readShopifyFile(path)).toEqual(expected);
  });

  test('writes the tills’ items in order of time under Square’s header', () => {
    const rows = read('square-items.csv');
    expect(Object.keys(rows[0] ?? {}).slice(0, 6)).toEqual(['Date', 'Time', 'Time Zone', 'Category', 'Item', 'Qty']);
    const times = rows.map((row) => `${row['Date']} ${row['Time']}`);
    // One hour comes twice when the clock is set back, but the stores are closed then.
    expect(times).toEqual(times.toSorted());
    expect(rows).toHaveLength(written.counts['square-items.csv'] as number);
  });

  test('writes the newsletter list in Windows-1252, with semicolons and the day first', () => {
    const bytes = readFileSync(join(directory, 'one', 'newsletter-contacts.csv'));
    const { data } = Papa.parse<Record<string, string>>(iconv.decode(bytes, 'win1252'), {
      header: true,
      skipEmptyLines: true,
    });
    expect(bytes.includes(Buffer.from('Ã'))).toBe(false);
    const days = data.map((row) => Number(row['Joined list']?.slice(0, 2)));
    expect(Math.max(...days)).toBeGreaterThan(12);
  });

  test('keys reviews by the number of their row', () => {
    const reviews = read('reviews.csv');
    const keys = read('answer-key.csv').filter((row) => row['source'] === 'reviews');
    expect(keys.map((row) => Number(row['external_id']))).toEqual(reviews.map((_, i) => i + 1));
  });

  test('starts the CRM’s file with a byte order mark', () => {
    expect(
      readFileSync(join(directory, 'one', 'crm-contacts.csv'))
        .subarray(0, 3)
        .toString('hex'),
    ).toBe('efbbbf');
  });
});

function read(name: string): Record<string, string>[] {
  const text = readFileSync(join(directory, 'one', name), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

function digests(folder: string): Record<string, string> {
  const path = join(directory, folder);
  return Object.fromEntries(
    readdirSync(path)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(path, name)))
          .digest('hex'),
      ]),
  );
}
