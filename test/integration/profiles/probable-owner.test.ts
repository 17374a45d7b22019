import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { guessTillOwners } from '#app/pipeline/guess-till-owners.server.ts';
import { readTillPage } from '#app/pipeline/identity-pages.server.ts';
import type { OrderInput, RecordInput } from '#app/records/types.ts';
import { customer, makePeople, type People } from '#test/integration/identity-pages/make-people.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const DAY_MS = 86_400_000;
const APP = new URL('../../../app/', import.meta.url).pathname;
const REGULARS = 60;
let people: People;

function receipt(externalId: string, buyer: string | null, goods: readonly string[], daysAgo: number): OrderInput {
  return {
    kind: 'order',
    externalId,
    versionAt: null,
    customerExternalId: buyer,
    channel: 'pos',
    store: { externalId: 'S', name: 'Harbour' },
    placedAt: new Date(Date.now() - daysAgo * DAY_MS),
    currency: 'USD',
    amounts: { totalMinor: 1000 },
    status: 'paid',
    lines: goods.map((sku, at) => ({
      externalId: `${at}`,
      position: at,
      sku,
      title: sku,
      quantity: 1,
      totalMinor: 1000 / goods.length,
    })),
  };
}

/** Regulars who each buy a tea of their own again and again, besides bread, which everybody buys. */
function regulars(): RecordInput[] {
  return Array.from({ length: REGULARS }, (_, n) => [
    customer(`p${n}`, { givenName: `Name${n}`, familyName: `Family${n}`, email: `p${n}@example.com` }),
    receipt(`a${n}`, `p${n}`, [`tea-${n}`, 'bread'], 60),
    receipt(`b${n}`, `p${n}`, [`tea-${n}`], 30),
  ]).flat();
}

beforeAll(async () => {
  people = await makePeople(database);
  await people.say([
    ...regulars(),
    receipt('nobody-tea', null, ['tea-7', 'bread'], 3),
    receipt('nobody-bread', null, ['bread'], 2),
  ]);
  await people.segment('Bought thrice', 'number_of_orders >= 3');
}, 120_000);

describe('a probable owner', () => {
  it('is named with how often such guesses are right, and only where something speaks for somebody', async () => {
    const before = await people.derived();
    await guessTillOwners(people.shopId);
    const { owners, till } = await readTillPage(people.shopId, 90);
    expect(owners).toMatchObject({ guessed: 1, examined: 2 * REGULARS });
    expect(owners!.shown).toMatchObject([{ name: 'Name7 Family7', store: 'Harbour', goods: 1, isOfStore: true }]);
    expect(owners!.shown[0]!.confidence).toBeGreaterThan(0.9);
    expect(owners!.shown[0]!.confidence).toBeLessThan(1);
    // What is known stays what it was: figures, segments, consents, and the receipt itself belongs to nobody.
    expect(till.total).toMatchObject({ anonymousSales: 2 });
    expect(await people.derived()).toBe(before);
    expect(
      await people.rows(`select record_id from sales_order where shop_id = $SHOP and external_id = 'nobody-tea'`),
    ).toEqual([{ record_id: null }]);
    expect(await people.rows('select profile_id from segment_member where shop_id = $SHOP')).toEqual([]);
  });

  it('shows no way to reach the person', async () => {
    const { owners } = await readTillPage(people.shopId, 90);
    expect(Object.keys(owners!.shown[0]!).sort()).toEqual(
      ['confidence', 'day', 'goods', 'isNamed', 'isOfStore', 'name', 'netMinor', 'publicId', 'receipt', 'store'].sort(),
    );
  });

  it('is not guessed where too few receipts have a known owner to try it on', async () => {
    const few = await makePeople(database);
    await few.say([...regulars().slice(0, 9), receipt('nobody', null, ['tea-1'], 3)]);
    await guessTillOwners(few.shopId);
    expect((await readTillPage(few.shopId, 90)).owners).toMatchObject({ guessed: 0, shown: [] });
  });

  it('is read by the till’s page, the export of a person’s own data and their erasure, and by nothing else', () => {
    const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !name.startsWith(join('platform', 'prisma')),
    );
    const readers = files.filter((name) => /probable_owner|owner_exam/.test(readFileSync(join(APP, name), 'utf8')));
    expect(readers.sort()).toEqual([
      'profiles/erase.server.ts',
      'profiles/export.server.ts',
      'profiles/probable-owners.server.ts',
    ]);
    const users = files.filter((name) =>
      /from '#app\/profiles\/probable-owners/.test(readFileSync(join(APP, name), 'utf8')),
    );
    expect(users.sort()).toEqual(['pipeline/guess-till-owners.server.ts', 'pipeline/identity-pages.server.ts']);
  });
});
