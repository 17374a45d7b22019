import { beforeAll, expect, it } from 'vitest';
import { keepAnswer, withdrawAnswer } from '#app/identity/decide.server.ts';
import { refreshDerived } from '#app/pipeline/refresh-derived.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { crowd, seeded } from './crowd.ts';
import { makePeople, type People } from './make-people.ts';

const database = useDatabase();
let people: People;

beforeAll(async () => {
  people = await makePeople(database);
  const { crm, till } = crowd(60, 3);
  await people.say(crm, { name: 'CRM', provenance: 'said' });
  await people.say(till, { name: 'Till', provenance: 'typed' });
  await people.segment('Spent 60', 'amount_spent >= 60');
}, 60_000);

const ROUNDS = 10;
const ANSWERS_A_ROUND = 1000;

it('10,000 random merges and splits, taken back, leave everything as it was, to the byte', async () => {
  const ids = (
    await people.rows<{ id: string }>('select id from customer_record where shop_id = $SHOP order by id')
  ).map((row) => Number(row.id));
  const below = seeded(20_261_128);
  const untouched = await people.derived();
  for (let round = 0; round < ROUNDS; round++) {
    const answers: number[] = [];
    await withShop(
      people.shopId,
      async (tx) => {
        await lockShop(tx);
        for (let n = 0; n < ANSWERS_A_ROUND; n++) {
          const [a, b] = [ids[below(ids.length)]!, ids[below(ids.length)]!];
          const kind = below(2) === 0 ? 'must_link' : 'cannot_link';
          const answer = {
            kind,
            a,
            b,
            pairs: [[a, b]],
            bits: 0,
            reason: 'test',
            roundId: null,
            actor: 'staff:7',
          } as const;
          answers.push(await keepAnswer(tx, answer));
        }
        await refreshDerived(tx, ids, 'test');
      },
      { timeoutMs: 60_000 },
    );
    expect(await people.derived()).not.toBe(untouched);
    await withShop(
      people.shopId,
      async (tx) => {
        await lockShop(tx);
        for (const answer of answers) {
          await withdrawAnswer(tx, answer);
        }
        await refreshDerived(tx, ids, 'test');
      },
      { timeoutMs: 60_000 },
    );
    expect(await people.derived()).toBe(untouched);
  }
  const [kept] = await people.rows<{ n: string }>('select count(*) as n from review_answer where shop_id = $SHOP');
  expect(Number(kept!.n)).toBe(ROUNDS * ANSWERS_A_ROUND);
}, 180_000);
