import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Random } from './random.ts';
import { SortedParts } from './sorted-parts.ts';

test.each([10, 1_000_000])('puts texts in order when %d characters may wait in memory', (holdChars) => {
  const directory = mkdtempSync(join(tmpdir(), 'parts-'));
  const random = new Random(1, 'texts');
  const orders = Array.from({ length: 500 }, (_, i) => `${random.between(100, 999)}-${i}`);
  const sorted = new SortedParts(join(directory, 'waiting'), 1, holdChars);
  for (const order of orders) sorted.add(order, `text\nof ${order}`);
  expect([...sorted.drain()]).toEqual(orders.toSorted().map((order) => `text\nof ${order}`));
  const left = existsSync(join(directory, 'waiting')) ? readdirSync(join(directory, 'waiting')) : [];
  expect(left).toEqual([]);
  rmSync(directory, { recursive: true });
});
