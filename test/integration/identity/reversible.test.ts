import { expect, it } from 'vitest';
import { keepAnswer, withdrawAnswer } from '#app/identity/decide.server.ts';
import { seededRandom } from '#app/identity/seeded-random.ts';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { refreshDerived } from '#app/pipeline/refresh-derived.server.ts';
import { decideMany, renewChunk } from '#app/pipeline/renew-touched.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { keepTouched, touchedPeople } from '#app/sources/upload-touched.server.ts';
import { makePeople, type People } from '#test/integration/identity-pages/make-people.ts';
import { populationStatements } from '#test/integration/identity-pages/population-statements.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const SIZE = 60;
const SOURCE = { name: 'Tills', provenance: 'imported', trustRank: 50 } as const;

/** What is derived from records and decisions, as sorted text: by external id, since ids follow the order of arrival. */
async function dump(people: People): Promise<string> {
  const { rows } = await database.owner.query<{ line: string }>(
    `with member as (
       select m.profile_id, r.external_id from profile_member m
       join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id where m.shop_id = $1),
     person as (select profile_id, min(external_id) as name from member group by profile_id),
     pair as (
       select 'edge' as what, record_a, record_b, bits::text || rule as more from match_edge where shop_id = $1
       union all select 'decision', record_a, record_b, kind from identity_decision where shop_id = $1
       union all select 'question', record_a, record_b, bits::text || reason from review_item where shop_id = $1)
     select 'profile ' || string_agg(external_id, ' ' order by external_id) as line from member group by profile_id
     union all
     select what || ' ' || least(a.external_id, b.external_id) || ' ' || greatest(a.external_id, b.external_id) || ' ' || more
     from pair join customer_record a on a.shop_id = $1 and a.id = record_a join customer_record b on b.shop_id = $1 and b.id = record_b
     union all
     select 'household ' || least(x.name, y.name) || ' ' || greatest(x.name, y.name) from household_link h
     join profile_member a on a.shop_id = $1 and a.record_id = h.record_a join person x on x.profile_id = a.profile_id
     join profile_member b on b.shop_id = $1 and b.record_id = h.record_b join person y on y.profile_id = b.profile_id
     where h.shop_id = $1
     union all
     select 'lives ' || min(o.name) || ' ' || p.name || ' ' || h.people || ' ' || h.buyers || ' ' || h.orders_count || ' ' || h.net_minor
     from profile_household h join person p on p.profile_id = h.profile_id
     join profile_household other on other.shop_id = $1 and other.household_id = h.household_id join person o on o.profile_id = other.profile_id
     where h.shop_id = $1 group by p.name, h.people, h.buyers, h.orders_count, h.net_minor
     union all
     select 'key ' || k.key || ' ' || k.kind || ' ' || r.external_id from blocking_key k
     join customer_record r on r.shop_id = k.shop_id and r.id = k.record_id where k.shop_id = $1
     order by 1`,
    [people.shopId],
  );
  return rows.map(({ line }) => line).join('\n');
}

/** What profiles show; where records are as good as each other that is the elder's word, so it does follow the order of arrival. */
async function shown(people: People): Promise<unknown> {
  return people.rows(`
    select display_name, email, phone, line1, postal_code, records_count, orders_count from profile p
    join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $SHOP order by 1, 2, 3, 4`);
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => [random(), item] as const)
    .sort((x, y) => x[0] - y[0])
    .map(([, item]) => item);
}

it('gives the same profiles, evidence and households in any order and any batches', async () => {
  const random = seededRandom(11);
  const said = populationStatements(SIZE, 3);
  const whole = await makePeople(database);
  await whole.say(said, SOURCE);
  const expected = await dump(whole);
  expect(expected).toContain('edge');
  for (const most of [3, 25]) {
    const people = await makePeople(database);
    const left = shuffled(said, random);
    while (left.length > 0) await people.say(left.splice(0, 1 + Math.floor(random() * most)), SOURCE);
    expect(await dump(people)).toBe(expected);
  }
});

it('gives the same where an import touches so many that the whole shop is decided at once', async () => {
  const said = populationStatements(SIZE, 3);
  // Somebody who is known already says another thing, and leaves whom he was one with.
  const later = [
    ...said.slice(SIZE / 2),
    { ...said[0]!, emails: ['moved@elsewhere.example'], phones: null, line1: null },
  ];
  const expected = await makePeople(database);
  await expected.say(said.slice(0, SIZE / 2), SOURCE);
  for (const one of later) await expected.say([one], SOURCE);
  const people = await makePeople(database);
  await people.say(said.slice(0, SIZE / 2), SOURCE);
  const uploadId = 7;
  await withShop(people.shopId, async (tx) => {
    await lockShop(tx);
    const source = await ensureSource(tx, { ...SOURCE, kind: 'csv', expectedRhythmHours: null });
    const origin = { sourceId: source.id, origin: 'upload:1', timeZone: people.shop.timeZone };
    const stored = await applyRecords(tx, people.shop, origin, { records: later });
    await keepTouched(tx, uploadId, stored.touchedRecords, stored.people);
    await decideMany(tx, uploadId, 'test', 1);
    expect(await touchedPeople(tx, uploadId)).toEqual([]);
    while (await renewChunk(tx, uploadId, 'test')) {}
  });
  expect(await dump(people)).toBe(await dump(expected));
  expect(await shown(people)).toEqual(await shown(expected));
});

it('is after merges and splits that were taken back what it was before', async () => {
  const random = seededRandom(5);
  const people = await makePeople(database);
  await people.say(populationStatements(SIZE, 4), SOURCE);
  const before = await dump(people);
  const { rows } = await database.owner.query<{ id: string }>(
    'select id from customer_record where shop_id = $1 order by id',
    [people.shopId],
  );
  const ids = rows.map(({ id }) => Number(id));
  const answers: number[] = [];
  for (let turn = 0; turn < 40; turn += 1) {
    await withShop(people.shopId, async (tx) => {
      await lockShop(tx);
      const [a, b] = shuffled(ids, random) as [number, number];
      const kind = random() < 0.5 ? 'must_link' : 'cannot_link';
      const about = { kind, a, b, pairs: [[a, b]], bits: 0, reason: 'by hand', roundId: null, actor: 'test' } as const;
      answers.push(await keepAnswer(tx, about));
      await refreshDerived(tx, [a, b], 'test');
      if (random() < 0.4) await takeBack(answers.splice(Math.floor(random() * answers.length), 1));
      async function takeBack(which: readonly number[]): Promise<void> {
        for (const answer of which) await refreshDerived(tx, await withdrawAnswer(tx, answer), 'test');
      }
    });
  }
  expect(await dump(people)).not.toBe(before);
  await withShop(people.shopId, async (tx) => {
    await lockShop(tx);
    for (const answer of shuffled(answers, random)) await refreshDerived(tx, await withdrawAnswer(tx, answer), 'test');
  });
  expect(await dump(people)).toBe(before);
});
