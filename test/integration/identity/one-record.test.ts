import { beforeEach, expect, it } from 'vitest';
import { resolve } from '#app/identity/resolve.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { customer, makePeople, type People } from '#test/integration/identity-pages/make-people.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const MIRA = { givenName: 'Mira', familyName: 'Solvang', email: 'mira.solvang@example.com', phone: '+12075550188' };
let people: People;

beforeEach(async () => {
  people = await makePeople(database);
});

const decide = (ids: readonly number[]) =>
  withShop(people.shopId, async (tx) => {
    await lockShop(tx);
    return resolve(tx, ids, 'test');
  });

it('gives no profile to an id of which there is no record', async () => {
  await people.say([customer('a', MIRA)]);
  const a = await people.idOf('a');
  expect(await decide([a, 987_654_321])).toEqual({ profiles: [a], changed: [], moved: [] });
  expect(await decide([987_654_321])).toEqual({ profiles: [], changed: [], moved: [] });
  expect(await people.rows('select record_id from profile_member where shop_id = $SHOP')).toEqual([
    { record_id: String(a) },
  ]);
});

it('never compares a name that a till read off a card, however well it agrees', async () => {
  await people.say([customer('a', MIRA), customer('card', { ...MIRA, recordKind: 'instant' })]);
  expect(await people.profiles()).toEqual([['a'], ['card']]);
  const keys = await people.rows<{ n: string }>(
    `select count(*) as n from blocking_key where shop_id = $SHOP and record_id = ${await people.idOf('card')}`,
  );
  expect(keys).toEqual([{ n: '0' }]);
  // The same words from a customer are the same person.
  await people.say([customer('b', MIRA)]);
  expect(await people.profiles()).toEqual([['a', 'b'], ['card']]);
});

it('decides others anew when a value that joins them comes to be used by one more person', async () => {
  const shared = { email: 'frontdesk4@example.com' };
  const pair = { ...shared, familyName: 'Okonkwo', givenName: 'Ada' };
  await people.say([customer('a', pair), customer('b', pair)]);
  const others = [
    customer('c', { ...shared, givenName: 'Bela', familyName: 'Horvath' }),
    customer('d', { ...shared, givenName: 'Chen', familyName: 'Wei' }),
    customer('e', { ...shared, givenName: 'Dora', familyName: 'Lindt' }),
  ];
  for (const other of others) await people.say([other]);
  const oneByOne = await people.derived();
  const ids = (await people.rows<{ id: string }>('select id from customer_record where shop_id = $SHOP')).map(
    ({ id }) => Number(id),
  );
  await decide(ids);
  expect(await people.derived()).toBe(oneByOne);
});

it('decides others anew when somebody gives up the value that they share', async () => {
  const pair = { email: 'studio9@example.com', familyName: 'Okonkwo', givenName: 'Ada' };
  await people.say([
    customer('a', pair),
    customer('b', pair),
    customer('c', { email: pair.email, givenName: 'Bela', familyName: 'Horvath' }),
    customer('d', { email: pair.email, givenName: 'Chen', familyName: 'Wei' }),
  ]);
  const later = { versionAt: new Date('2026-05-02T10:00:00Z') };
  await people.say([customer('c', { givenName: 'Bela', familyName: 'Horvath', email: 'bela@example.com', ...later })]);
  await people.say([customer('d', { givenName: 'Chen', familyName: 'Wei', email: 'chen@example.com', ...later })]);
  const oneByOne = await people.derived();
  const ids = (await people.rows<{ id: string }>('select id from customer_record where shop_id = $SHOP')).map(
    ({ id }) => Number(id),
  );
  await decide(ids);
  expect(await people.derived()).toBe(oneByOne);
});
