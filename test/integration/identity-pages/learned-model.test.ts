import { beforeAll, describe, expect, it } from 'vitest';
import { freeze, learnedModel, versionInForce } from '#app/identity/active-model.server.ts';
import { keepAnswer } from '#app/identity/decide.server.ts';
import { type MatchingModel, sealModel } from '#app/identity/matching-model.ts';
import { readRehearsal, readRehearsals } from '#app/identity/rehearsals.server.ts';
import { readIdentityOverview } from '#app/pipeline/identity-pages.server.ts';
import { proposalSchema } from '#app/pipeline/proposal.ts';
import {
  approveRehearsal,
  askForRehearsal,
  declineRehearsal,
  undoRehearsal,
  workOffRehearsal,
} from '#app/pipeline/rehearse.server.ts';
import { retrainIdentity } from '#app/pipeline/retrain-identity.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { crowd } from './crowd.ts';
import { customer, makePeople, type People } from './make-people.ts';
import { populationStatements } from './population-statements.ts';

const database = useDatabase();
const ACTOR = 'staff:7';
const PATIENCE_MS = 240_000;
/** Records said in one transaction. */
const PORTION = 150;

const inForce = (people: People) => withShop(people.shopId, async (tx) => (await versionInForce(tx)).version);

describe('a frozen model', () => {
  let people: People;
  let present: MatchingModel;

  beforeAll(async () => {
    people = await makePeople(database);
    const { crm, till } = crowd(40, 5);
    await people.say(crm, { name: 'CRM' });
    await people.say(till, { name: 'Till' });
    present = await withShop(people.shopId, learnedModel);
  }, PATIENCE_MS);

  const propose = async (change: Partial<MatchingModel>) => {
    const { version: _, ...rest } = { ...present, ...change };
    const model = sealModel(rest);
    await withShop(people.shopId, (tx) => freeze(tx, model, 100));
    const proposal = { matching: null, survivorship: null, trust: null, model: model.version };
    const id = await askForRehearsal(people.shopId, proposal, 'onefold');
    await workOffRehearsal(people.shopId, id);
    return { id, model };
  };
  const stateOf = async (id: number) => (await withShop(people.shopId, (tx) => readRehearsal(tx, id)))!.state;

  it('that would move somebody waits, is shown, decides once it is approved, and goes again with all it did', async () => {
    const before = await people.derived();
    const { id, model } = await propose({ matchRate: present.matchRate / 4096 });
    expect(await stateOf(id)).toBe('ready');
    expect(await inForce(people)).toBe(present.version);
    expect(await people.derived()).toBe(before);
    const { model: waiting } = await readIdentityOverview(people.shopId);
    expect(waiting).toMatchObject({ rehearsalId: id });
    expect(waiting!.splits + waiting!.merges).toBeGreaterThan(0);

    await approveRehearsal(people.shopId, id, ACTOR);
    await workOffRehearsal(people.shopId, id);
    expect(await stateOf(id)).toBe('applied');
    expect(await inForce(people)).toBe(model.version);
    expect(await people.derived()).not.toBe(before);
    await undoRehearsal(people.shopId, id, ACTOR);
    await workOffRehearsal(people.shopId, id);
    expect(await inForce(people)).toBe(present.version);
    expect(await people.derived()).toBe(before);
  }, 120_000);

  it('that is declined stays frozen and is asked about no more', async () => {
    const { id } = await propose({ matchRate: present.matchRate / 2048 });
    await declineRehearsal(people.shopId, id, ACTOR);
    expect(await stateOf(id)).toBe('cancelled');
    expect(await inForce(people)).toBe(present.version);
    expect((await readIdentityOverview(people.shopId)).model).toBeNull();
  }, 120_000);

  it('that changes nothing for anybody takes over by itself', async () => {
    const before = await people.derived();
    const { id, model } = await propose({ records: present.records + 1 });
    expect(await stateOf(id)).toBe('approved');
    await workOffRehearsal(people.shopId, id);
    expect(await stateOf(id)).toBe('applied');
    expect(await inForce(people)).toBe(model.version);
    expect(await people.derived()).toBe(before);
  }, 120_000);
});

it(
  'is taken up by itself while a shop is set up, and proposed once somebody has decided anything',
  async () => {
    const people = await makePeople(database);
    const said = populationStatements(520, 9);
    for (let at = 0; at < said.length; at += PORTION) await people.say(said.slice(at, at + PORTION));
    await retrainIdentity(people.shopId);
    const first = await inForce(people);
    const rehearsals = () => withShop(people.shopId, (tx) => readRehearsals(tx, 5));
    expect(await withShop(people.shopId, (tx) => versionInForce(tx))).toMatchObject({ version: first });
    expect(await rehearsals()).toEqual([]);

    await people.say([customer('new', { givenName: 'Noor', familyName: 'Haddad', email: 'noor@example.com' })]);
    const [a, b] = [await people.idOf('r0'), await people.idOf('r1')];
    await withShop(people.shopId, (tx) =>
      keepAnswer(tx, {
        kind: 'cannot_link',
        a,
        b,
        pairs: [[a, b]],
        bits: 1,
        reason: 'between',
        roundId: null,
        actor: ACTOR,
      }),
    );
    await retrainIdentity(people.shopId);
    expect(await inForce(people)).toBe(first);
    const [asked] = await rehearsals();
    expect(asked).toMatchObject({ state: 'queued', askedBy: 'onefold' });
    expect(proposalSchema.parse(asked!.proposal).model).not.toBe(first);
    // The same model again is not asked about twice.
    await retrainIdentity(people.shopId);
    expect((await rehearsals()).map(({ id }) => id)).toEqual([asked!.id]);
  },
  PATIENCE_MS,
);
