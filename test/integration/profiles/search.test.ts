import { beforeAll, describe, expect, it } from 'vitest';
import { appPool, withShop } from '#app/platform/db.server.ts';
import { readProfileQuery } from '#app/profiles/profile-query.ts';
import { searchProfiles } from '#app/profiles/search-profiles.server.ts';
import { type TestShop, useDatabase } from '#test/support/database.ts';

/** More than are counted: a word that all of them bear is a common one. */
const PEOPLE = 12_000;

describe('a search among many profiles', () => {
  const database = useDatabase();
  let mine: TestShop;
  let theirs: TestShop;

  beforeAll(async () => {
    mine = await database.makeShop();
    theirs = await database.makeShop();
    for (const { shopId } of [mine, theirs]) {
      await database.owner.query(
        `insert into profile (shop_id, id, public_id, display_name, search_text, first_seen_at)
         select $1, g, new_public_id(), 'Person ' || g, 'everybody person-' || g || ' 100%_' || (g % 3000) || '- end', now()
         from generate_series(1, ${PEOPLE}) g`,
        [shopId],
      );
      await database.owner.query(
        'insert into profile_metrics (shop_id, profile_id, net_minor) select shop_id, id, id from profile where shop_id = $1',
        [shopId],
      );
    }
    await database.owner.query('analyze profile, profile_metrics');
  });

  const search = (words: string, more: Record<string, string> = {}) =>
    withShop(mine.shopId, (tx) => searchProfiles(tx, readProfileQuery(new URLSearchParams({ q: words, ...more }))));

  it('finds who bears every word, in the order asked, and takes % and _ as themselves', async () => {
    expect((await search('PERSON-4711')).lines.map((line) => line.name)).toEqual(['Person 4711']);
    expect((await search('100%_17- end')).lines.map((line) => line.id)).toEqual([9017, 6017, 3017, 17]);
    expect((await search('100%_17- end', { sort: 'value asc' })).lines.map((line) => line.id)).toEqual([
      17, 3017, 6017, 9017,
    ]);
    expect(await search('person-4711 nobody')).toMatchObject({ lines: [], total: 0, hasNext: false });
    expect((await search('person_4711')).lines).toEqual([]);
  });

  it('for a word that more bear than are counted lists them page by page, and names no number', async () => {
    const second = await search('everybody', { page: '2' });
    expect(second).toMatchObject({ hasNext: true, total: null });
    expect(second.lines[0]?.id).toBe(PEOPLE - 50);
  });

  it('finds nobody of another shop, and nobody at all where no shop is named', async () => {
    await database.owner.query(
      "insert into profile (shop_id, id, public_id, search_text, first_seen_at) values ($1, 0, new_public_id(), 'stranger', now())",
      [theirs.shopId],
    );
    expect((await search('stranger')).lines).toEqual([]);
    const unnamed = await appPool().query("select profiles_found('{%stranger%}', 10)");
    expect(unnamed.rows).toEqual([]);
  });

  it('asks the index: under row-level security LIKE alone would read every profile', async () => {
    const scans = async () => {
      const { rows } = await database.owner.query(
        "select idx_scan::int as n from pg_stat_user_indexes where indexrelname = 'profile_search'",
      );
      return rows[0].n as number;
    };
    const before = await scans();
    for (let nth = 0; nth < 5; nth++) {
      await search('person-4711');
    }
    await expect.poll(scans, { timeout: 20_000 }).toBeGreaterThan(before);
  });
});
