import { beforeEach, expect, it } from 'vitest';
import { recordsAround } from '#app/identity/component.server.ts';
import { resolve } from '#app/identity/resolve.server.ts';
import { appPool, lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { ensureShop } from '#app/shops/find-shop.server.ts';
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
  expect(await decide([a, 987_654_321])).toEqual({ profiles: [a], changed: [], moved: [], related: [] });
  expect(await decide([987_654_321])).toEqual({ profiles: [], changed: [], moved: [], related: [] });
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

it('looks around within the shop that proves itself, whatever ids it is asked about', async () => {
  await people.say([customer('a', MIRA), customer('b', MIRA)]);
  const [a, b] = [await people.idOf('a'), await people.idOf('b')];
  const around = (tx: Tx) => recordsAround(tx, [a], 0.3);
  expect(await withShop(people.shopId, around)).toMatchObject({ component: [a, b], around: [a, b] });
  const other = await ensureShop('other.myshopify.com');
  expect(await withShop(other, around)).toEqual({ component: [a], around: [a], decided: false, noted: false });
  const { rows } = await appPool().query('select * from around_records($1::bigint[], 0.3::real, 40)', [[a]]);
  expect(rows).toEqual([]);
});

it('walks the same way for one and for many', async () => {
  await people.say([customer('a', MIRA), customer('b', MIRA), customer('c', { ...MIRA, givenName: 'Lars' })]);
  const ids = [await people.idOf('a'), await people.idOf('b'), await people.idOf('c')];
  const nobody = Array.from({ length: 120 }, (_, nth) => 900_000_000 + nth);
  const [one, many] = await withShop(people.shopId, async (tx) => [
    await recordsAround(tx, [ids[0]!], 0.3),
    await recordsAround(tx, [ids[0]!, ...nobody], 0.3),
  ]);
  expect(one!.component.length).toBeGreaterThan(1);
  const known = (list: readonly number[]) => list.filter((id) => ids.includes(id));
  expect([known(many!.component), known(many!.around)]).toEqual([one!.component, one!.around]);
});
