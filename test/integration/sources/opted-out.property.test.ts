import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { refreshTouched } from '#app/pipeline/refresh-derived.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import type { RecordInput } from '#app/records/types.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

const ADDRESSES = ['ada@lakeside.example', 'ben@lakeside.example', 'cy@lakeside.example'] as const;

/** What one import says of one person: his address, whether his source has merged him into another, and a consent. */
type Said = {
  source: 'CRM' | 'Mail tool';
  person: number;
  address: number;
  mergedInto: number | null;
  /** Of which address the consent speaks; null = the person's own. */
  about: number | null;
  state: 'granted' | 'denied';
  statedAt: Date | null;
};

const index = fc.integer({ min: 0, max: 2 });
const said: fc.Arbitrary<Said[]> = fc.array(
  fc.record({
    source: fc.constantFrom('CRM' as const, 'Mail tool' as const),
    person: index,
    address: index,
    mergedInto: fc.option(index, { nil: null, freq: 3 }),
    about: fc.option(index, { nil: null }),
    state: fc.constantFrom('granted' as const, 'granted' as const, 'denied' as const),
    statedAt: fc.option(
      fc.integer({ min: 1, max: 20 }).map((day) => new Date(Date.UTC(2026, 2, day))),
      { nil: null },
    ),
  }),
  { minLength: 2, maxLength: 9 },
);

describe('an address that was opted out', () => {
  it('is made reachable by no sequence of imports and merges', async () => {
    let reachable = 0;
    await fc.assert(
      fc.asyncProperty(said, async (words) => {
        const granted = await addressesGranted(await importAll(words));
        reachable += granted.length;
        expect(granted.filter((address) => isOptedOut(words, address))).toEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(reachable).toBeGreaterThan(0);
  }, 60_000);
});

/** A no counts from its date, and without one from when it came, which is after every date here; only a later yes undoes it. */
function isOptedOut(words: readonly Said[], address: string): boolean {
  const about = words.filter((word) => ADDRESSES[word.about ?? word.address] === address);
  const lastYes = Math.max(
    ...about.filter((word) => word.state === 'granted').map((word) => word.statedAt?.getTime() ?? 0),
    0,
  );
  return about.some(
    (word) => word.state === 'denied' && (word.statedAt?.getTime() ?? Number.POSITIVE_INFINITY) >= lastYes,
  );
}

async function importAll(words: readonly Said[]): Promise<number> {
  const { shopId } = await database.makeShop();
  const shop = await readShop(shopId);
  for (const [nth, word] of words.entries()) {
    await withShop(shopId, async (tx) => {
      await lockShop(tx);
      const kind = {
        kind: 'csv',
        name: word.source,
        provenance: 'imported',
        trustRank: 50,
        expectedRhythmHours: null,
      } as const;
      const { id } = await ensureSource(tx, kind);
      const origin = { sourceId: id, origin: `upload:${nth}`, timeZone: 'UTC' };
      const applied = await applyRecords(tx, shop, origin, { records: recordsOf(word) });
      const touched = applied.touchedRecords.map((recordId) => ({ recordId, isPerson: applied.people.has(recordId) }));
      await refreshTouched(tx, touched, origin.origin);
    });
  }
  return shopId;
}

function recordsOf(word: Said): RecordInput[] {
  const externalId = `P${word.person}`;
  return [
    {
      kind: 'customer',
      recordKind: 'customer',
      provenance: 'imported',
      externalId,
      versionAt: null,
      givenName: 'Robin',
      familyName: 'Alderbirch',
      email: ADDRESSES[word.address]!,
      ...(word.mergedInto === null || word.mergedInto === word.person ? {} : { mergedInto: `P${word.mergedInto}` }),
    },
    {
      kind: 'consent',
      customerExternalId: externalId,
      versionAt: null,
      channel: 'email',
      purpose: 'marketing',
      contact: ADDRESSES[word.about ?? word.address]!,
      state: word.state,
      statedAt: word.statedAt,
      method: null,
      evidence: null,
    },
  ];
}

/** Addresses that profiles show and that may be written to. */
async function addressesGranted(shopId: number): Promise<string[]> {
  const { rows } = await database.owner.query<{ email: string }>(
    `select p.email from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
     where p.shop_id = $1 and m.email_consent = 'granted' and p.email is not null`,
    [shopId],
  );
  return rows.map((row) => row.email);
}
