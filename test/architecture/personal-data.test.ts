import { describe, expect, it } from 'vitest';
import { readAppCode, readOwnedTables } from './read-sources.ts';

/**
 * Whoever keeps personal data can hand it out and delete it. The pipeline asks every such folder when a person is
 * exported or erased; one that was forgotten would answer for nobody.
 */
const OWNERS = [...new Set(readOwnedTables().map(({ owner }) => owner))].sort();
const FILES = new Set(readAppCode().map(({ path }) => path));

/** Owners of tables that say nothing about a customer, and why. */
const WITHOUT_PERSONAL_DATA: Record<string, string> = {
  platform: 'holds the secret that tells tenants apart',
  shops: 'holds the shop and its staff; goes with the shop, by erase_current_shop()',
};

const HOLDERS = OWNERS.filter((owner) => !(owner in WITHOUT_PERSONAL_DATA));

describe('every folder that keeps personal data', () => {
  it.each(HOLDERS)('app/%s can erase a person', (owner) => {
    expect(FILES).toContain(`app/${owner}/erase.server.ts`);
  });

  it.each(HOLDERS)('app/%s can export a person', (owner) => {
    expect(FILES).toContain(`app/${owner}/export.server.ts`);
  });

  it('is asked by the pipeline', () => {
    const asked = readAppCode()
      .filter(({ path }) => path.startsWith('app/pipeline/'))
      .flatMap(({ text }) =>
        [...text.matchAll(/#app\/(\w+)\/(erase|export)\.server\.ts/g)].map(([, a, b]) => `${a} ${b}`),
      );
    const expected = HOLDERS.flatMap((owner) => [`${owner} erase`, `${owner} export`]);
    expect([...new Set(asked)].sort()).toEqual(expect.arrayContaining(expected.sort()));
  });
});
