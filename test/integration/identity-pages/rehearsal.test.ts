import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { USUAL_RULES } from '#app/identity/matching-rules.ts';
import { readChanges, readRehearsal } from '#app/identity/rehearsals.server.ts';
import { type Proposal, regroupSchema, summarySchema } from '#app/pipeline/proposal.ts';
import {
  approveRehearsal,
  askForRehearsal,
  stopRehearsal,
  undoRehearsal,
  workOffRehearsal,
} from '#app/pipeline/rehearse.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { GOLDEN_ATTRIBUTES } from '#app/profiles/survivorship.ts';
import { useDatabase } from '#test/support/database.ts';
import { crowd } from './crowd.ts';
import { customer, makePeople, type People } from './make-people.ts';

const database = useDatabase();
const ACTOR = 'staff:7';
let people: People;

beforeAll(async () => {
  people = await makePeople(database);
  const { crm, till } = crowd(90, 11);
  await people.say(crm, { name: 'CRM', provenance: 'said', trustRank: 20 });
  await people.say(till, { name: 'Till', provenance: 'typed', trustRank: 30 });
  await people.segment('Spent 60', 'amount_spent >= 60');
  await people.segment('Reachable', "email_subscription_status = 'SUBSCRIBED'");
}, 60_000);

const ask = (part: Partial<Proposal>) =>
  askForRehearsal(people.shopId, { matching: null, survivorship: null, trust: null, ...part }, ACTOR);
const state = (id: number) => withShop(people.shopId, (tx) => readRehearsal(tx, id));
const changes = (id: number) => withShop(people.shopId, (tx) => readChanges(tx, id));
const workOff = (id: number) => workOffRehearsal(people.shopId, id);

/** Record → profile, as it stands. */
async function membership(): Promise<Map<number, number>> {
  const found = await people.rows<{ record_id: string; profile_id: string }>(
    'select record_id, profile_id from profile_member where shop_id = $SHOP',
  );
  return new Map(found.map((row) => [Number(row.record_id), Number(row.profile_id)]));
}

/** How many profiles of `after` have records of several of `before`. */
function mergesBetween(before: Map<number, number>, after: Map<number, number>): number {
  const origins = new Map<number, Set<number>>();
  for (const [record, profile] of after) {
    origins.set(profile, (origins.get(profile) ?? new Set()).add(before.get(record)!));
  }
  return [...origins.values()].filter((from) => from.size > 1).length;
}

async function sources(): Promise<number[]> {
  const found = await people.rows<{ id: string }>('select id from source where shop_id = $SHOP order by id');
  return found.map((row) => Number(row.id));
}

describe('a rehearsal', () => {
  it('of the settings in force finds nothing to change', async () => {
    const id = await ask({ matching: USUAL_RULES, survivorship: {} });
    await workOff(id);
    const { summary, state: now } = (await state(id))!;
    expect(now).toBe('ready');
    expect(summarySchema.parse(summary)).toMatchObject({
      merges: 0,
      splits: 0,
      fieldProfiles: 0,
      consents: [],
      segments: [],
    });
  });

  it('differs from what then happens in nothing, changes nothing itself, and is taken back to the byte', async () => {
    const ids = await sources();
    const shift = fc.constantFrom(-6, -3, 0, 3);
    const rule = fc.record({
      first: fc.constantFrom('how', 'recent', 'trust'),
      sourceId: fc.constantFrom(null, ...ids),
    });
    const proposals = fc.record({
      matching: fc.option(
        fc.record({
          link: fc.integer({ min: -4, max: 24 }),
          review: fc.integer({ min: -6, max: 4 }),
          shifts: fc.record({ email: shift, phone: shift, given: shift }),
        }),
      ),
      survivorship: fc.option(fc.dictionary(fc.constantFrom(...GOLDEN_ATTRIBUTES), rule)),
      trust: fc.option(
        fc.tuple(
          ...ids.map((sourceId) =>
            fc.record({ sourceId: fc.constant(sourceId), trustRank: fc.integer({ min: 1, max: 90 }) }),
          ),
        ),
      ),
    });
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(proposals, async (proposal) => {
        const [before, members] = [await people.derived(), await membership()];
        const id = await ask(proposal as Partial<Proposal>);
        await workOff(id);
        expect(await people.derived()).toBe(before);
        const rehearsed = (await state(id))!;
        expect(rehearsed.state).toBe('ready');

        await approveRehearsal(people.shopId, id, ACTOR);
        await workOff(id);
        const after = await membership();
        expect((await state(id))!.state).toBe('applied');
        const summary = summarySchema.parse(rehearsed.summary);
        expect(summary.merges).toBe(mergesBetween(members, after));
        expect(summary.splits).toBe(mergesBetween(after, members));
        expect(summary.profilesAfter).toBe(new Set(after.values()).size);
        for (const { kind, recordIds, detail } of (await changes(id)).filter((one) => one.kind !== 'fields')) {
          const { whole, parts } = regroupSchema.parse(detail);
          const [one, many] = kind === 'merge' ? [after, members] : [members, after];
          expect(new Set(recordIds.map((record) => one.get(record)))).toEqual(new Set([whole.profileId]));
          expect(new Set(recordIds.map((record) => many.get(record)))).toEqual(
            new Set(parts.map((part) => part.profileId)),
          );
        }
        moved += summary.merges + summary.splits + summary.fieldProfiles;

        await undoRehearsal(people.shopId, id, ACTOR);
        await workOff(id);
        expect((await state(id))!.state).toBe('undone');
        expect(await people.derived()).toBe(before);
      }),
      { numRuns: 12, seed: 20_261_128 },
    );
    expect(moved).toBeGreaterThan(20);
  });

  it('is not made if the data would now come to something else: it shows that instead', async () => {
    const id = await ask({ matching: { ...USUAL_RULES, link: 30 } });
    await workOff(id);
    const { summary } = (await state(id))!;
    const twin = { givenName: 'Zoltan', familyName: 'Quarles', email: 'zq@example.com', phone: '+12075557777' };
    await people.say([customer('z1', twin), customer('z2', twin)]);
    const before = await people.derived();
    await approveRehearsal(people.shopId, id, ACTOR);
    await workOff(id);
    const now = (await state(id))!;
    expect(now.state).toBe('outdated');
    expect(await people.derived()).toBe(before);
    expect(summarySchema.parse(now.summary).splits).toBe(summarySchema.parse(summary).splits + 1);
  });

  it('stops when asked to, and leaves nothing behind', async () => {
    const before = await people.derived();
    const id = await ask({ matching: { ...USUAL_RULES, link: 2 } });
    await stopRehearsal(people.shopId, id, 'staff:1');
    await workOff(id);
    expect((await state(id))!.state).toBe('cancelled');
    expect(await people.derived()).toBe(before);
    expect(await changes(id)).toEqual([]);
  });

  it('is taken back only if nothing was changed after it', async () => {
    const [first, second] = [
      await ask({ trust: [{ sourceId: (await sources())[0]!, trustRank: 5 }] }),
      await ask({ survivorship: {} }),
    ];
    for (const id of [first, second]) {
      await workOff(id);
      await approveRehearsal(people.shopId, id, ACTOR);
      await workOff(id);
    }
    await expect(undoRehearsal(people.shopId, first, ACTOR)).rejects.toMatchObject({
      code: 'identity.rehearsal_not_latest',
    });
  });
});
