import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { otherWords } from '#app/profiles/other-words.ts';
import { projectProfiles } from '#app/profiles/project-profiles.server.ts';
import { readProfile } from '#app/profiles/read-profile.server.ts';
import {
  CRITERIA,
  compareRecords,
  GOLDEN_ATTRIBUTES,
  ruleOf,
  type SurvivorshipRules,
} from '#app/profiles/survivorship.ts';
import { keepSurvivorshipRules } from '#app/profiles/survivorship-rules.server.ts';
import { customer, makePeople, type People } from '#test/integration/identity-pages/make-people.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let people: People;
let publicId = '';

const IDS = [{ kind: 'loyalty' as const, value: 'L-1', verified: true }];
const on = (day: string) => new Date(`2026-0${day}T10:00:00Z`);

beforeAll(async () => {
  people = await makePeople(database);
  const same = { givenName: 'Nora', familyName: 'Sandoval', identifiers: IDS };
  await people.say(
    [
      customer('web', {
        ...same,
        email: 'nora@web.example',
        phone: '+12075550001',
        versionAt: on('1-10'),
        provenance: 'said',
      }),
    ],
    { name: 'Web', provenance: 'said', trustRank: 40 },
  );
  await people.say(
    [
      customer('till', {
        ...same,
        email: 'nora@till.example',
        company: 'Till Co',
        versionAt: on('3-10'),
        provenance: 'typed',
      }),
    ],
    { name: 'Till', provenance: 'typed', trustRank: 20 },
  );
  await people.say(
    [
      customer('crm', {
        ...same,
        email: 'nora@crm.example',
        company: 'CRM Inc',
        versionAt: on('2-10'),
        provenance: 'imported',
      }),
      customer('old', { ...same, email: 'nora@old.example', versionAt: null, provenance: 'imported' }),
    ],
    { name: 'CRM', provenance: 'imported', trustRank: 10 },
  );
  expect(await people.profiles()).toEqual([['crm', 'old', 'till', 'web']]);
  const [row] = await people.rows<{ id: string }>('select public_id as id from profile where shop_id = $SHOP');
  publicId = row!.id;
});

async function under(rules: SurvivorshipRules) {
  return withShop(people.shopId, async (tx) => {
    await keepSurvivorshipRules(tx, rules, 'staff:7');
    const detail = (await readProfile(tx, publicId))!;
    await projectProfiles(tx, [detail.profile.id]);
    return (await readProfile(tx, publicId))!;
  });
}

describe('a golden field', () => {
  it.each([
    ['how', 'nora@web.example', 'Till Co'],
    ['recent', 'nora@till.example', 'Till Co'],
    ['trust', 'nora@crm.example', 'CRM Inc'],
  ] as const)('is decided first by %s where the rule says so', async (first, email, company) => {
    const rule = { first, sourceId: null };
    const { profile } = await under({ email: rule, company: rule });
    expect([profile.email, profile.company]).toEqual([email, company]);
  });

  it('takes a source that goes before all, and only where it says something', async () => {
    const [row] = await people.rows<{ id: string }>(`select id from source where shop_id = $SHOP and name = 'CRM'`);
    const rule = { first: 'how' as const, sourceId: Number(row!.id) };
    const { profile } = await under({ email: rule, phone: rule });
    expect([profile.email, profile.phone]).toEqual(['nora@crm.example', '+12075550001']);
  });

  it('opens to what the losers said, with the reason', async () => {
    const { records, profile, rules } = await under({});
    const speaking = records.map((one) => ({ ...one, words: { ...WORDLESS, email: one.email } }));
    expect(otherWords(speaking, profile.provenance, rules, 'email')).toMatchObject([
      { source: 'Till', value: 'nora@till.example', why: 'was typed by staff, the other said by the person' },
      { source: 'CRM', value: 'nora@crm.example', why: 'was imported, the other said by the person' },
      { source: 'CRM', value: 'nora@old.example' },
    ]);
  });

  it('is what the order in memory says, whatever the rules', async () => {
    const sources = (await people.rows<{ id: string }>('select id from source where shop_id = $SHOP')).map((row) =>
      Number(row.id),
    );
    const rule = fc.record({ first: fc.constantFrom(...CRITERIA), sourceId: fc.constantFrom(null, ...sources) });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...GOLDEN_ATTRIBUTES), rule), async (given) => {
        const { profile, records, rules } = await under(given as SurvivorshipRules);
        for (const attribute of ['email', 'company', 'phone'] as const) {
          const [best] = records
            .filter((one) => one[attribute])
            .sort((x, y) => compareRecords(x, y, ruleOf(rules, attribute)));
          expect(profile.provenance[attribute]).toBe(best?.id);
        }
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});

const WORDLESS = {
  name: null,
  email: null,
  phone: null,
  address: null,
  company: null,
  birth_date: null,
  language: null,
};
