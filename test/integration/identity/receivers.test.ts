import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '#app/identity/seeded-random.ts';
import { splitOff } from '#app/pipeline/decide-identity.server.ts';
import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { readPresents } from '#app/profiles/read-presents.server.ts';
import { readTimeline } from '#app/profiles/read-timeline.server.ts';
import type { OrderReceiver } from '#app/records/order-receiver.ts';
import type { RecordInput } from '#app/records/types.ts';
import { customer, makePeople, order, type People } from '#test/integration/identity-pages/make-people.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let people: People;

beforeEach(async () => {
  people = await makePeople(database);
});

const HOME = { line1: '12 Elm Street', city: 'Portland', postalCode: '04101', country: 'US' };
const AWAY = { line1: '7 Birch Road', city: 'Salem', postalCode: '97301', country: 'US' };
const ANNA = customer('anna', { givenName: 'Anna', familyName: 'Meyer', email: 'anna@mail.test', ...HOME });
const RUTH = customer('ruth', { givenName: 'Ruth', familyName: 'Olsen', email: 'ruth@post.test', ...AWAY });

function sentTo(givenName: string, familyName: string, more: Partial<OrderReceiver> = AWAY): OrderReceiver {
  const nothing = {
    fullName: null,
    company: null,
    line1: null,
    line2: null,
    city: null,
    region: null,
    postalCode: null,
  };
  return { ...nothing, country: null, phone: null, givenName, familyName, ...more };
}

function present(id: string, payer: string, receiver: OrderReceiver): RecordInput {
  return { ...order(id, payer, 5000), receiver } as RecordInput;
}

/** Orders paid for others, their money, orders received: by the name of the profile. */
function figures() {
  return people.rows(`
    select p.display_name as name, m.orders_for_others as sent, m.for_others_minor::int as money, m.orders_received as received
    from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $SHOP order by 1`);
}

const NOTHING = { sent: 0, money: 0, received: 0 };

describe('an order that somebody else receives', () => {
  it('stays with who paid, and makes nobody of its receiver', async () => {
    await people.say([ANNA, present('o1', 'anna', sentTo('Ruth', 'Olsen'))]);
    expect(await people.profiles()).toEqual([['anna']]);
    expect(await figures()).toEqual([{ name: 'Anna Meyer', sent: 1, money: 5000, received: 0 }]);
    const id = await people.idOf('anna');
    const presents = await withShop(people.shopId, (tx) => readPresents(tx, id));
    expect(presents.sent).toEqual([
      { name: 'Ruth Olsen', place: 'Salem, US', publicId: null, orders: 1, lastDay: '2026-05-01', netMinor: 5000 },
    ]);
    const timeline = await withShop(people.shopId, (tx) => readTimeline(tx, id));
    expect(timeline).toContainEqual(expect.objectContaining({ kind: 'order', detail: 'sent to Ruth Olsen' }));
  });

  it.each([
    ['before she is known', [[ANNA, present('o1', 'anna', sentTo('Ruth', 'Olsen'))], [RUTH]]],
    ['after', [[RUTH], [ANNA, present('o1', 'anna', sentTo('Ruth', 'Olsen'))]]],
    ['together with her', [[ANNA, RUTH, present('o1', 'anna', sentTo('Ruth', 'Olsen'))]]],
  ])('is told of her, %s', async (_, batches) => {
    for (const batch of batches) await people.say(batch);
    expect(await people.profiles()).toEqual([['anna'], ['ruth']]);
    expect(await figures()).toEqual([
      { name: 'Anna Meyer', sent: 1, money: 5000, received: 0 },
      { name: 'Ruth Olsen', sent: 0, money: 0, received: 1 },
    ]);
    const ruth = await people.idOf('ruth');
    const presents = await withShop(people.shopId, (tx) => readPresents(tx, ruth));
    expect(presents.received).toMatchObject([{ name: 'Anna Meyer', place: 'Portland, US', orders: 1 }]);
    const timeline = await withShop(people.shopId, (tx) => readTimeline(tx, ruth));
    expect(timeline).toContainEqual(expect.objectContaining({ kind: 'received', detail: 'Paid by Anna Meyer' }));
  });

  it('is told of her by her number where the address is another', async () => {
    const away = { phone: '+1 503 555 0142', line1: '1 Office Park', postalCode: '97301' };
    await people.say([ANNA, { ...RUTH, phone: '503-555-0142' }, present('o1', 'anna', sentTo('Ruth', 'Olsen', away))]);
    expect(await figures()).toMatchObject([{ sent: 1 }, { received: 1 }]);
  });

  it('is told of nobody where two may be meant', async () => {
    const namesake = customer('ruth2', {
      ...RUTH,
      externalId: 'ruth2',
      email: 'r.olsen@else.test',
      birthDate: '1990-02-01',
    });
    await people.say([
      ANNA,
      { ...RUTH, birthDate: '1961-07-09' },
      namesake,
      present('o1', 'anna', sentTo('Ruth', 'Olsen')),
    ]);
    expect((await people.profiles()).length).toBe(3);
    expect(await figures()).toMatchObject([{ sent: 1, received: 0 }, { received: 0 }, { received: 0 }]);
  });

  it('went to the payer himself if only his name is written otherwise', async () => {
    const robert = customer('robert', { givenName: 'Robert', familyName: 'Hall', email: 'bob@mail.test', ...HOME });
    await people.say([
      robert,
      present('o1', 'robert', sentTo('Bob', 'Hall', HOME)),
      present('o2', 'robert', sentTo('R.', 'Hall')),
      present('o3', 'robert', sentTo('Robert', 'Hill-Hall', HOME)),
    ]);
    expect(await figures()).toEqual([{ name: 'Robert Hall', ...NOTHING }]);
  });

  it('follows the receiver when she is merged and split, and the payer when he says it was himself', async () => {
    const till = customer('card7', { givenName: 'Ruth', familyName: 'Olsen', ...AWAY, email: 'ruth@post.test' });
    await people.say([ANNA, RUTH, present('o1', 'anna', sentTo('Ruth', 'Olsen'))]);
    await people.say([till], { name: 'Till' });
    expect(await people.profiles()).toEqual([['anna'], ['card7', 'ruth']]);
    expect(await figures()).toMatchObject([{ sent: 1 }, { received: 1 }]);
    await splitOff(people.shopId, [await people.idOf('card7')], 'Ada');
    expect(await figures()).toMatchObject([{ sent: 1, received: 0 }, { received: 0 }, { received: 0 }]);
    await people.say([{ ...order('o1', 'anna', 5000), versionAt: new Date('2026-06-01T10:00:00Z') } as RecordInput]);
    expect(await figures()).toMatchObject([NOTHING, NOTHING, NOTHING]);
    expect(await people.rows('select order_id from receiver_key where shop_id = $SHOP')).toEqual([]);
  });

  it('counts neither cancelled nor as money in another currency', async () => {
    await people.say([
      ANNA,
      RUTH,
      { ...present('o1', 'anna', sentTo('Ruth', 'Olsen')), status: 'cancelled' } as RecordInput,
      { ...present('o2', 'anna', sentTo('Ruth', 'Olsen')), currency: 'EUR' } as RecordInput,
    ]);
    expect(await figures()).toMatchObject([
      { sent: 1, money: 0 },
      { sent: 0, received: 1 },
    ]);
  });
});

const GIVEN = ['Anna', 'Ruth', 'Paul', 'Bob', 'Robert'];
const FAMILY = ['Meyer', 'Olsen', 'Hall'];

describe('any order and batching of the same records', () => {
  it.each([1, 2, 3, 4, 5, 6])('tells the same receivers, and so does placing all anew (seed %i)', async (seed) => {
    const said = randomRecords(seed);
    const random = seededRandom(seed + 100);
    const results: string[] = [];
    for (const shuffled of [said, shuffle(said, random), shuffle(said, random)]) {
      people = await makePeople(database);
      for (const left = [...shuffled]; left.length > 0; )
        await people.say(left.splice(0, 1 + Math.floor(random() * 8)));
      const before = await people.derived();
      await placeAnew();
      expect(await people.derived()).toBe(before);
      results.push(await told());
    }
    expect(results[1]).toBe(results[0]);
    expect(results[2]).toBe(results[0]);
    expect(JSON.parse(results[0]!).length).toBeGreaterThan(0);
  });
});

function randomRecords(seed: number): RecordInput[] {
  const random = seededRandom(seed);
  const one = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!;
  const customers = Array.from({ length: 8 }, (_, nth) =>
    customer(`c${nth}`, {
      givenName: one(GIVEN),
      familyName: one(FAMILY),
      email: `c${nth}@mail.test`,
      ...one([HOME, AWAY]),
    }),
  );
  const orders = Array.from({ length: 10 }, (_, nth) =>
    present(`o${nth}`, `c${Math.floor(random() * 8)}`, sentTo(one(GIVEN), one(FAMILY), one([HOME, AWAY]))),
  );
  return [...customers, ...orders];
}

function shuffle<Value>(list: readonly Value[], random: () => number): Value[] {
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** Whom each order went to, by the names that sources give. */
async function told(): Promise<string> {
  const rows = await people.rows(`
    select o.external_id as order, (select array_agg(r.external_id order by 1) from profile_member m
             join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
             where m.shop_id = t.shop_id and m.profile_id = t.profile_id) as to
    from order_receiver t join sales_order o on o.shop_id = t.shop_id and o.id = t.order_id
    where t.shop_id = $SHOP order by 1`);
  return JSON.stringify(rows);
}

/** Forgets all that was placed and places it once more. */
async function placeAnew(): Promise<void> {
  await database.owner.query(`delete from order_receiver where shop_id = ${people.shopId}`);
  await database.owner.query(`delete from receiver_key where shop_id = ${people.shopId}`);
  const all = await people.rows<{ id: string }>('select id from profile where shop_id = $SHOP');
  await withShop(people.shopId, async (tx) => {
    await lockShop(tx);
    await refreshProfiles(
      tx,
      all.map((row) => Number(row.id)),
      'test',
    );
  });
}
