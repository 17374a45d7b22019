import { describe, expect, it } from 'vitest';
import { keepPrivacyRequest } from '#app/governance/privacy-request.server.ts';
import { carryOutPrivacyRequest } from '#app/pipeline/carry-out-privacy-request.server.ts';
import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { loadFacts } from '#app/segments/load-facts.server.ts';
import { customer, makePeople, order, type People } from '#test/integration/identity-pages/make-people.ts';
import { useDatabase } from '#test/support/database.ts';
import { householdsByHand } from './live-together.ts';

const database = useDatabase();

const home = { familyName: 'Okonkwo-Brandt', line1: 'Ahornweg 17', postalCode: '50735', city: 'Köln', country: 'DE' };
const ada = customer('ada', { ...home, givenName: 'Ada', email: 'ada@example.com' });
const ben = customer('ben', { ...home, givenName: 'Benedikt', email: 'benedikt@example.com' });
const cleo = customer('cleo', { ...home, givenName: 'Cleo', email: 'cleo@example.com' });

/** Who is in a segment, by external id. */
async function members(people: People, segmentId: number): Promise<string[]> {
  const rows = await people.rows<{ name: string }>(`
    select r.external_id as name from segment_member m
    join customer_record r on r.shop_id = m.shop_id and r.id = m.profile_id
    where m.shop_id = $SHOP and m.segment_id = ${segmentId} order by 1`);
  return rows.map(({ name }) => name);
}

/** What is kept of households is what links and figures come to. */
async function expectExact(people: People): Promise<void> {
  await withShop(people.shopId, async (tx) => {
    const ids = (await tx.rows<{ id: number }>(sql`select id from profile where shop_id = ${tx.shopId}`)).map(
      ({ id }) => id,
    );
    const kept = await loadFacts(tx, ids, new Set(['households']));
    const households = new Map(kept.flatMap(({ id, household }) => (household ? [[id, household] as const] : [])));
    expect(households).toEqual(await householdsByHand(tx));
  });
}

describe('segments that ask about households', () => {
  it('follow when one forms, grows, buys and breaks up, for those too who did nothing', async () => {
    const people = await makePeople(database);
    await people.say([ada]);
    const several = await people.segment('Several', 'household_size >= 2');
    const three = await people.segment('Three', 'household_size = 3');
    const others = await people.segment('Others', 'household_others_bought = true');
    const spent = await people.segment('Spent', 'household_amount_spent >= 50 AND household_number_of_orders = 2');
    const alone = await people.segment('Alone', 'shares_household = false');
    expect(await members(people, alone)).toEqual(['ada']);

    await people.say([ben]);
    expect(await members(people, several)).toEqual(['ada', 'ben']);
    expect(await members(people, alone)).toEqual([]);

    await people.say([cleo]);
    expect(await members(people, three)).toEqual(['ada', 'ben', 'cleo']);

    await people.say([order('1', 'cleo', 3000)]);
    expect(await members(people, others)).toEqual(['ada', 'ben']);
    await people.say([order('2', 'ben', 2500)]);
    expect(await members(people, others)).toEqual(['ada', 'ben', 'cleo']);
    expect(await members(people, spent)).toEqual(['ada', 'ben', 'cleo']);
    await expectExact(people);

    await people.say([
      {
        ...cleo,
        ...{ familyName: 'Vance', line1: 'Hafen 2', postalCode: '20457', city: 'Hamburg' },
        versionAt: new Date('2026-06-01T10:00:00Z'),
      },
    ]);
    expect(await members(people, several)).toEqual(['ada', 'ben']);
    expect(await members(people, alone)).toEqual(['cleo']);
    expect(await members(people, spent)).toEqual([]);
    expect(await members(people, others)).toEqual(['ada']);
    await expectExact(people);
  });

  it('follow when somebody of one is erased', async () => {
    const people = await makePeople(database);
    await people.say([ada, ben, order('1', 'ben', 3000)]);
    const several = await people.segment('Several', 'household_size >= 2');
    expect(await members(people, several)).toEqual(['ada', 'ben']);
    const subject = { key: 'ben', customerId: 'ben', email: 'benedikt@example.com', phone: null, orderIds: [] };
    await people.rows("update source set kind = 'shopify' where shop_id = $SHOP");
    const id = await withShop(people.shopId, (tx) => keepPrivacyRequest(tx, 'erase', subject));
    await carryOutPrivacyRequest(people.shopId, id);
    expect(await members(people, several)).toEqual([]);
    await expectExact(people);
  });

  it('take a crowd of linked people for no household, and what is left of it for one again', async () => {
    const people = await makePeople(database);
    const crowd = Array.from({ length: 21 }, (_, index) =>
      customer(`p${String(index).padStart(2, '0')}`, {
        givenName: `Person${index}`,
        email: `p${index}@example.com`,
      }),
    );
    await people.say(crowd);
    const several = await people.segment('Several', 'household_size >= 2');
    const ids = (await people.rows<{ id: string }>('select id from profile where shop_id = $SHOP order by id')).map(
      ({ id }) => Number(id),
    );
    const link = (a: number, b: number) =>
      sql`insert into household_link (shop_id, record_a, record_b, bits) values (${people.shopId}, ${ids[a]}, ${ids[b]}, 9)`;
    await withShop(people.shopId, async (tx) => {
      for (let nth = 1; nth < 20; nth++) await tx.run(link(nth - 1, nth));
      await refreshProfiles(tx, ids.slice(0, 20), 'links');
    });
    expect(await members(people, several)).toHaveLength(20);
    await expectExact(people);
    await withShop(people.shopId, async (tx) => {
      await tx.run(link(19, 20));
      await refreshProfiles(tx, ids.slice(19), 'one more');
    });
    expect(await members(people, several)).toEqual([]);
    await expectExact(people);
    await withShop(people.shopId, async (tx) => {
      await tx.run(
        sql`delete from household_link where shop_id = ${tx.shopId} and record_a = ${ids[4]} and record_b = ${ids[5]}`,
      );
      await refreshProfiles(tx, ids.slice(4, 6), 'one less');
    });
    expect(await members(people, several)).toHaveLength(21);
    await expectExact(people);
  });
});
