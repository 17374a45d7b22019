import { expect, it } from 'vitest';
import { toComparable } from '#app/identity/comparable.ts';
import { resolveRecords } from '#app/identity/resolve-records.ts';
import { truthColumn } from '#test/evaluate/identity-truth.ts';
import { markPartition } from '#test/evaluate/pair-quality.ts';
import { readPeople } from '#test/evaluate/people-records.ts';
import { readPeopleTable } from '#test/evaluate/people-table.ts';

const FOLDER = new URL('../../fixtures/identity/', import.meta.url).pathname;

/**
 * Two made-up files whose columns, languages and dirt nothing was tuned on: card holders of German pharmacies in one column of names, and
 * members of gyms in Ireland and Spain. The same defaults as everywhere.
 */
const FILES = [
  { file: 'kundenkarten.csv', country: 'DE', leastF1: 0.9 },
  { file: 'gym-members.csv', country: 'IE', leastF1: 0.84 },
];

it.each(FILES)('finds the people of $file', { timeout: 180_000 }, async ({ file, country, leastF1 }) => {
  const truth = truthColumn('true_id');
  const shop = { currency: 'EUR', zone: 'UTC', country };
  const { people } = await readPeople(await readPeopleTable(`${FOLDER}${file}`), truth.columns, shop, 1, 1);
  const numbers = new Map<string, number>();
  const entities = people.map((person) => {
    const name = truth.entityOf(person) as string;
    return numbers.get(name) ?? numbers.set(name, numbers.size).size - 1;
  });
  const { clusterOf } = await resolveRecords(
    people.map(({ record }) => toComparable(record)),
    [],
  );
  const quality = markPartition(clusterOf, Int32Array.from(entities));
  expect(quality.precision).toBeGreaterThanOrEqual(0.98);
  expect(quality.f1).toBeGreaterThanOrEqual(leastF1);
});
