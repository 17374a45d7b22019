import { describe, expect, it } from 'vitest';
import { type OwnedTable, readAppCode, readOwnedTables, type SourceFile } from './read-sources.ts';

/**
 * Only its owner writes a table, so that whoever asks how a row came to be has one folder to look in. The owner of a
 * table is the folder of app/ after which its file in prisma/models is named.
 */
const TABLES = readOwnedTables();
const CODE = readAppCode();

describe('table ownership', () => {
  it('gives every table an owner that exists', () => {
    const folders = new Set(CODE.map(({ path }) => path.split('/')[1]));
    expect(TABLES.filter(({ owner }) => !folders.has(owner))).toEqual([]);
    expect(TABLES.length).toBeGreaterThan(30);
  });

  it('is kept: no other folder writes a table', () => {
    expect(CODE.flatMap((file) => foreignWrites(file, TABLES))).toEqual([]);
  });

  it('can be checked: no statement writes a table whose name cannot be read in it', () => {
    // Temporary tables are named at run time; app/platform/copy.server.ts fills them. Only those can the app truncate.
    const hidden = CODE.filter(({ path }) => path !== 'app/platform/copy.server.ts').flatMap(({ path, text }) =>
      [...text.matchAll(/\b(insert\s+into|update|delete\s+from|merge\s+into|copy)\s+\$\{/gi)].map(
        ([start]) => `${path}: ${start}…`,
      ),
    );
    expect(hidden).toEqual([]);
  });

  it.each([
    ['insert into profile (shop_id) values (1)', ['profile']],
    ['update "profile" set city = 1', ['profile']],
    ['update profile as p\n set city = 1', ['profile']],
    ['update profile p set city = 1', ['profile']],
    ['delete from only public.profile where true', ['profile']],
    ['merge into profile p using x on true', ['profile']],
    ['copy profile (id) from stdin', ['profile']],
    ["copyRows(tx, 'profile', columns, rows)", ['profile']],
    ['truncate table profile', ['profile']],
    ['await tx.prisma.profile.updateMany({})', ['profile']],
    ['tx.prisma.profile\n  .create({})', ['profile']],
    ['insert into profile_member (shop_id) values (1)', []],
    ['select * from profile for update of profile', []],
    ['on conflict do update set profile = 1', []],
    ['tx.prisma.profile.findMany()', []],
    ["notify('update profile pictures')", []],
  ])('sees what %j writes', (text, written) => {
    const profile = { owner: 'profiles', table: 'profile', delegate: 'profile' };
    expect(foreignWrites({ path: 'app/metrics/x.ts', text }, [profile])).toEqual(
      written.map((table) => `app/metrics/x.ts writes ${table}, which app/profiles owns`),
    );
  });
});

function foreignWrites({ path, text }: SourceFile, tables: readonly OwnedTable[]): string[] {
  const folder = path.split('/')[1];
  return tables
    .filter(({ owner }) => owner !== folder)
    .filter((table) => writes(text, table))
    .map(({ table, owner }) => `${path} writes ${table}, which app/${owner} owns`);
}

const PRISMA_WRITES =
  'create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany';

function writes(text: string, { table, delegate }: OwnedTable): boolean {
  const name = `(?:only\\s+)?(?:"?public"?\\.)?"?${table}"?(?!\\w)`;
  return [
    `\\b(?:insert|merge)\\s+into\\s+${name}`,
    `\\bupdate\\s+${name}\\s+(?:as\\s+)?(?:\\w+\\s+)?set\\b`,
    `\\bdelete\\s+from\\s+${name}`,
    `\\btruncate\\s+(?:table\\s+)?${name}`,
    `\\bcopy\\s+${name}\\s*(?:\\(|from\\b)`,
    `\\bcopyRows\\(\\s*\\w+,\\s*['"\`]${table}['"\`]`,
    `\\.${delegate}\\s*\\.(?:${PRISMA_WRITES})\\(`,
  ].some((pattern) => new RegExp(pattern, 'i').test(text));
}
