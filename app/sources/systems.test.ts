import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countRows, readExport, recordsOf } from '#test/factories/read-export.ts';
import { FIELDS } from './fields.ts';
import { recogniseSystem, SYSTEMS } from './systems.ts';

type Expected = {
  system: string;
  accepted: number;
  dropped?: number;
  records: Record<string, number>;
  holds: Record<string, unknown>[];
};

const FOLDER = new URL('../../test/fixtures/exports/', import.meta.url);
const EXPECTED = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) as Record<string, Expected>;

describe('each known export', () => {
  it.each(Object.entries(EXPECTED))('%s', async (file, expected) => {
    const { inspection, outcomes } = await readExport(file, readFileSync(new URL(file, FOLDER)));
    const records = recordsOf(outcomes);
    expect(inspection.proposal.mapping.system).toBe(expected.system);
    expect(inspection.proposal.questions).toEqual([]);
    expect(countRows(outcomes)).toEqual({ kept: expected.accepted, failed: 0, dropped: expected.dropped ?? 0 });
    expect(countKinds(records)).toEqual(expected.records);
    const told = JSON.parse(JSON.stringify(records)) as unknown[];
    for (const part of expected.holds) expect(told).toContainEqual(partOf(part));
  });

  it('has a file for each system and each file its expectation', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));
    expect(files.sort()).toEqual(Object.keys(EXPECTED).sort());
    const covered = new Set(Object.values(EXPECTED).map(({ system }) => system));
    expect(SYSTEMS.map(({ key }) => key).filter((key) => !covered.has(key))).toEqual([]);
  });

  it.each(Object.keys(EXPECTED))('%s is recognised in any order of columns', (file) => {
    const header = readFileSync(new URL(file, FOLDER), 'latin1').split(/\r?\n/)[0] ?? '';
    const columns = header.replace(/"/g, '').split(header.includes(';') ? ';' : ',');
    expect(recogniseSystem([...columns].reverse())?.definition.key).toBe(recogniseSystem(columns)?.definition.key);
  });
});

it('maps to fields that exist', () => {
  const known = new Set(FIELDS.map((field) => field.key));
  const targets = SYSTEMS.flatMap(({ key, columns }) =>
    Object.entries(columns).flatMap(([header, target]) => {
      const field = typeof target === 'object' && target !== null ? target.field : target;
      return field === null || field === 'keep' || known.has(field) ? [] : [`${key}: ${header} → ${field}`];
    }),
  );
  expect(targets).toEqual([]);
});

function countKinds(records: readonly { kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Objects match in part, lists entry by entry. */
function partOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(partOf);
  if (value === null || typeof value !== 'object') return value;
  return expect.objectContaining(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, partOf(part)])));
}
