import { beforeAll, expect, it } from 'vitest';
import { keepAnswer, withdrawAnswer } from '#app/identity/decide.server.ts';
import { refreshDerived } from '#app/pipeline/refresh-derived.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
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

const ANSWERS = 10_000;
/** Answers after which the profiles follow. */
const PORTION = 500;
const PATIENCE_MS = 600_000;

const inShop = (work: (tx: Tx) => Promise<void>) =>
  withShop(
    people.shopId,
    async (tx) => {
      await lockShop(tx);
      await work(tx);
    },
    { timeoutMs: PATIENCE_MS },
  );

it(
  '10,000 random merges and splits in one run, taken back in another order, leave everything as it was, to the byte',
  async () => {
    const ids = (
      await people.rows<{ id: string }>('select id from customer_record where shop_id = $SHOP order by id')
    ).map((row) => Number(row.id));
    const below = seeded(20_261_128);
    const untouched = await people.derived();
    const answers: number[] = [];
    while (answers.length < ANSWERS) {
      await inShop(async (tx) => {
        for (let n = 0; n < PORTION; n++) {
          const [a, b] = [ids[below(ids.length)]!, ids[below(ids.length)]!];
          const kind = below(2) === 0 ? 'must_link' : 'cannot_link';
          const about = {
            kind,
            a,
            b,
            pairs: [[a, b]],
            bits: 0,
            reason: 'test',
            roundId: null,
            actor: 'staff:7',
          } as const;
          answers.push(await keepAnswer(tx, about));
        }
        await refreshDerived(tx, ids, 'test');
      });
    }
    expect(await people.derived()).not.toBe(untouched);
    while (answers.length > 0) {
      await inShop(async (tx) => {
        for (let n = 0; n < PORTION; n++) {
          const [answer] = answers.splice(below(answers.length), 1);
          await withdrawAnswer(tx, answer!);
        }
        await refreshDerived(tx, ids, 'test');
      });
    }
    expect(await people.derived()).toBe(untouched);
    const [kept] = await people.rows<{ n: string }>(
      'select count(*) as n from review_answer where shop_id = $SHOP and withdrawn_at is not null',
    );
    expect(Number(kept!.n)).toBe(ANSWERS);
  },
  PATIENCE_MS,
);
