import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordInput } from '#app/records/types.ts';
import { customer, makePeople, type People } from '#test/integration/identity-pages/make-people.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

type Word = { contact: string; state: 'granted' | 'denied' | 'unknown'; day: number };
type Said = { email: string; words: Word[] };

const ADDRESSES = ['a@one.example', 'b@two.example', 'c@three.example'];
const word = fc.record({
  contact: fc.constantFrom(...ADDRESSES),
  state: fc.constantFrom('granted', 'denied', 'unknown'),
  day: fc.integer({ min: 1, max: 28 }),
});
const said = fc.record({
  email: fc.constantFrom(...ADDRESSES),
  words: fc.uniqueArray(word, { selector: (one) => one.contact, maxLength: 3 }),
});

function records(id: string, { email, words }: Said, together: boolean): RecordInput[] {
  // Alone nobody has anything in common with anybody; together they carry one card that was checked.
  const identity = together
    ? {
        givenName: 'Ida',
        familyName: 'Norling',
        identifiers: [{ kind: 'loyalty' as const, value: 'L-9', verified: true }],
      }
    : {};
  return [
    customer(id, { ...identity, email }),
    ...words.map((one) => ({
      kind: 'consent' as const,
      versionAt: null,
      customerExternalId: id,
      channel: 'email' as const,
      purpose: 'marketing' as const,
      contact: one.contact,
      state: one.state,
      statedAt: new Date(Date.UTC(2026, 2, one.day)),
      method: null,
      evidence: null,
    })),
  ];
}

async function reach(people: People) {
  return people.rows<{ email: string; state: string }>(
    `select p.email, m.email_consent as state from profile p
     join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $SHOP`,
  );
}

describe('consent', () => {
  it('belongs to the contact point: a merge reaches nobody who was not reachable there before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 2, maxLength: 3 }), async (people) => {
        const merged = await makePeople(database);
        await merged.say(people.flatMap((one, at) => records(`r${at}`, one, true)));
        const [profile, ...others] = await reach(merged);
        expect(others).toEqual([]);
        const about = people.flatMap((one) => one.words).filter((one) => one.contact === profile!.email);
        const granted = Math.max(...about.filter((one) => one.state === 'granted').map((one) => one.day));
        const denied = Math.max(
          ...people
            .flatMap((one) => one.words)
            .filter((one) => one.state === 'denied')
            .map((one) => one.day),
        );
        expect(profile!.state === 'granted').toBe(granted > denied);
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it('of one address says nothing about another that the profile shows', async () => {
    const people = await makePeople(database);
    await people.say([
      ...records('r1', { email: ADDRESSES[0]!, words: [] }, true),
      ...records('r2', { email: ADDRESSES[1]!, words: [{ contact: ADDRESSES[1]!, state: 'granted', day: 3 }] }, true),
    ]);
    expect(await reach(people)).toEqual([{ email: ADDRESSES[0], state: 'unknown' }]);
  });
});
