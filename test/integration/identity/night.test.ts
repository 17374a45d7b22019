import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '#app/identity/seeded-random.ts';
import { checkIdentity } from '#app/pipeline/check-identity.server.ts';
import { readIdentityOverview } from '#app/pipeline/identity-pages.server.ts';
import type { CustomerRecordInput } from '#app/records/types.ts';
import { makePeople, type People } from '#test/integration/identity-pages/make-people.ts';
import { populationStatements } from '#test/integration/identity-pages/population-statements.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const SIZE = 60;
let people: People;

beforeEach(async () => {
  people = await makePeople(database);
});

/** Families, movers and shared phones; some are told twice, the second time with another's contacts. */
function statements(seed: number): CustomerRecordInput[] {
  const random = seededRandom(seed);
  const said = populationStatements(SIZE, seed);
  const again = said
    .filter(() => random() < 0.3)
    .map((one, nth) => ({
      ...one,
      versionAt: new Date(Date.parse('2026-05-02T10:00:00Z') + nth),
      email: said[Math.floor(random() * SIZE)]!.email ?? null,
    }));
  return [...said, ...again];
}

async function night(): Promise<{ people: number; differences: number }> {
  await checkIdentity(people.shopId, new Date());
  const { night: found } = await readIdentityOverview(people.shopId);
  return { people: found!.people, differences: found!.differences };
}

describe('the nightly check', () => {
  it.each([3, 8])(
    'finds no difference after random batches: one by one gives what all together give (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const left = statements(seed);
      while (left.length > 0) await people.say(left.splice(0, 1 + Math.floor(random() * 6)));
      const before = await people.derived();
      const found = await night();
      expect(found.differences).toBe(0);
      expect(found.people).toBe((await people.profiles()).length);
      expect(await people.derived()).toBe(before);
    },
  );

  it('finds what was set wrong by hand, names it, and heals it with all that follows', async () => {
    await people.say(statements(5));
    const before = await people.derived();
    const [joined, strayed] = await twoWrongs();
    await database.owner.query(
      `update profile_member set profile_id = $1 where shop_id = ${people.shopId} and record_id = $2`,
      [joined!.profile, strayed!.record],
    );
    const found = await night();
    expect(found.differences).toBe(1);
    expect(await people.derived()).toBe(before);
    const rows = await people.rows('select record_id, was, is_now from identity_difference where shop_id = $SHOP');
    expect(rows).toEqual([{ record_id: strayed!.record, was: joined!.profile, is_now: strayed!.profile }]);
    expect((await readIdentityOverview(people.shopId)).night!.shown).toHaveLength(1);
    expect((await night()).differences).toBe(0);
  });
});

/** A profile, and a lone record of another. */
async function twoWrongs(): Promise<{ record: string; profile: string }[]> {
  return people.rows<{ record: string; profile: string }>(`
    select min(record_id)::text as record, profile_id::text as profile from profile_member where shop_id = $SHOP
    group by profile_id having count(*) = 1 order by profile_id limit 2`);
}
