import { beforeEach, describe, expect, it } from 'vitest';
import { decideValue, readProfileIdentity, splitOff, takeBackAnswer } from '#app/pipeline/decide-identity.server.ts';
import { readDecisions, readSharedPage } from '#app/pipeline/identity-pages.server.ts';
import { readProfilePage } from '#app/pipeline/read-profile-pages.server.ts';
import { answerQuestion, nextQuestion } from '#app/pipeline/review-queue.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { customer, makePeople, order, type People } from './make-people.ts';

const database = useDatabase();
let people: People;

const ANNA = { givenName: 'Anna', familyName: 'Lindqvist', email: 'anna.lindqvist@example.com', phone: '+12075550101' };
const ACTOR = 'staff:7';

beforeEach(async () => {
  people = await makePeople(database);
});

/** Two records of Anna, each with an order; and another Anna who shares only her name. */
async function annas(): Promise<[number, number]> {
  await people.say([
    customer('a', { ...ANNA, city: 'Portland' }),
    customer('b', ANNA),
    order('o1', 'a', 5000),
    order('o2', 'b', 700),
  ]);
  return [await people.idOf('a'), await people.idOf('b')];
}

async function publicIdOf(externalId: string): Promise<string> {
  const [row] = await people.rows<{ id: string }>(
    `select public_id as id from customer_record where shop_id = $SHOP and external_id = '${externalId}'`,
  );
  return row!.id;
}

const profileAt = async (publicId: string) => (await readProfilePage(people.shopId, publicId))!;

describe('a split', () => {
  it('gives orders, figures, segments and public id back to their owner, and comes together again when taken back', async () => {
    const [a, b] = await annas();
    await people.segment('Spent 50', 'amount_spent >= 50');
    const before = await people.derived();
    const [idA, idB] = [await publicIdOf('a'), await publicIdOf('b')];
    expect(await people.profiles()).toEqual([['a', 'b']]);
    expect((await profileAt(idB)).profile.publicId).toBe(idA);

    await splitOff(people.shopId, [b], ACTOR);
    expect(await people.profiles()).toEqual([['a'], ['b']]);
    expect((await profileAt(idB)).profile.publicId).toBe(idB);
    expect((await profileAt(idA)).metrics?.netMinor).toBe(5000);
    expect((await profileAt(idB)).metrics?.netMinor).toBe(700);
    const members = await people.rows(`select profile_id from segment_member where shop_id = $SHOP`);
    expect(members).toEqual([{ profile_id: String(a) }]);

    const [answer] = await readDecisions(people.shopId);
    expect(answer).toMatchObject({ kind: 'cannot_link', reason: 'split', withdrawnAt: null });
    await takeBackAnswer(people.shopId, answer!.id, ACTOR);
    expect(await people.derived()).toBe(before);
    expect((await profileAt(idB)).profile.publicId).toBe(idA);
  });

  it('takes several records out together and keeps them together', async () => {
    await annas();
    await people.say([customer('c', { ...ANNA, company: 'Lindqvist AB' })]);
    expect(await people.profiles()).toEqual([['a', 'b', 'c']]);
    await splitOff(people.shopId, [await people.idOf('b'), await people.idOf('c')], ACTOR);
    expect(await people.profiles()).toEqual([['a'], ['b', 'c']]);
  });

  it('leaves those together that stay behind', async () => {
    await annas();
    await people.say([customer('c', ANNA)]);
    await splitOff(people.shopId, [await people.idOf('c')], ACTOR);
    expect(await people.profiles()).toEqual([['a', 'b'], ['c']]);
  });

  it('is refused where nothing would stay behind', async () => {
    const [a, b] = await annas();
    await expect(splitOff(people.shopId, [a, b], ACTOR)).rejects.toMatchObject({ code: 'identity.split_all' });
  });

  it('survives the next import of the same and of changed records', async () => {
    const [, b] = await annas();
    await splitOff(people.shopId, [b], ACTOR);
    await people.say([customer('a', { ...ANNA, versionAt: new Date('2026-06-01') }), customer('b', ANNA)]);
    expect(await people.profiles()).toEqual([['a'], ['b']]);
    const { apart } = await readProfileIdentity(people.shopId, b);
    expect(apart[0]?.sentence).toMatch(/^Same .*, but somebody decided that they are two people\.$/);
  });

  it('shows on both profiles until it is taken back', async () => {
    const [a, b] = await annas();
    await splitOff(people.shopId, [b], ACTOR);
    for (const profile of [a, b]) {
      expect((await readProfileIdentity(people.shopId, profile)).answers).toHaveLength(1);
    }
  });
});

describe('the review queue', () => {
  /** Same name and birthday, nothing else: worth a question, no link. */
  const namesake = (id: string, city: string, birthDate = '1980-04-02') =>
    customer(id, { givenName: 'Marguerite', familyName: 'Vandenberghe', birthDate, city });

  it('joins by an answer, undoes it, and keeps apart for ever', async () => {
    await people.say([namesake('x', 'Austin'), namesake('y', 'Boston'), order('p', 'x', 900), order('q', 'y', 800)]);
    const before = await people.derived();
    const question = await nextQuestion(people.shopId, 0);
    if (!question) {
      expect(await people.profiles()).toEqual([['x', 'y']]);
      return;
    }
    expect(question.worthMinor).toBe(800);
    const { a, b } = question;
    const pair = { a: a.recordId, b: b.recordId, roundId: null, actor: ACTOR };
    const answer = await answerQuestion(people.shopId, { ...pair, kind: 'must_link' });
    expect(await people.profiles()).toEqual([['x', 'y']]);
    await takeBackAnswer(people.shopId, answer, ACTOR);
    expect(await people.derived()).toBe(before);

    await answerQuestion(people.shopId, { ...pair, kind: 'cannot_link' });
    expect(await nextQuestion(people.shopId, 0)).toBeNull();
    await people.say([namesake('x', 'Boston'), namesake('y', 'Boston')]);
    expect(await people.profiles()).toEqual([['x'], ['y']]);
    expect(await nextQuestion(people.shopId, 0)).toBeNull();
  });
});

describe('a phone that staff type for everybody', () => {
  const STAFF = '+12075550000';
  const NAMES = ['Ada Byron', 'Ben Carver', 'Cleo Dunne', 'Dov Elias', 'Ena Frost'] as const;

  beforeEach(async () => {
    await people.say(
      NAMES.map((name, at) => {
        const [givenName, familyName] = name.split(' ') as [string, string];
        return customer(`s${at}`, { givenName, familyName, phone: STAFF });
      }),
      { name: 'Till' },
    );
  });

  it('is found and named with the people behind it', async () => {
    const { shared } = await readSharedPage(people.shopId);
    expect(shared).toEqual([
      expect.objectContaining({
        kind: 'phone',
        value: STAFF,
        records: 5,
        people: 5,
        sources: ['Till'],
        standing: 'shared',
      }),
    ]);
    expect(shared[0]?.someNames).toEqual(['Ada Byron', 'Ben Carver', 'Cleo Dunne', 'Dov Elias', 'Ena Frost']);
  });

  it('splits what hung on it with one decision, and joins it again when that is taken back', async () => {
    await people.say([
      customer('n', { givenName: 'Ada', familyName: 'B', phone: STAFF, city: 'Bath', line1: '1 Mill Lane' }),
    ]);
    const before = await people.derived();
    await decideValue(people.shopId, { kind: 'phone', value: STAFF, identifies: false }, ACTOR);
    const edges = await people.rows(`select from match_edge where shop_id = $SHOP`);
    const keys = await people.rows(`select from blocking_key where shop_id = $SHOP and kind = 1`);
    expect([edges, keys]).toEqual([[], []]);
    expect(await people.profiles()).toHaveLength(6);
    expect((await readSharedPage(people.shopId)).demoted).toMatchObject([
      { kind: 'phone', value: STAFF, decidedBy: ACTOR },
    ]);

    await decideValue(people.shopId, { kind: 'phone', value: STAFF, identifies: true }, ACTOR);
    expect(await people.derived()).toBe(before);
    expect((await readSharedPage(people.shopId)).demoted).toEqual([]);
  });

  it('stays nobody’s for whoever comes later', async () => {
    await decideValue(people.shopId, { kind: 'phone', value: STAFF, identifies: false }, ACTOR);
    await people.say([
      customer('l1', { givenName: 'Gus', phone: STAFF }),
      customer('l2', { givenName: 'Gus', phone: '(207) 555-0000' }),
    ]);
    const together = (await people.profiles()).filter((ids) => ids.length > 1);
    expect(together).toEqual([]);
  });
});
