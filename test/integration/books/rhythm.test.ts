import { beforeAll, describe, expect, it } from 'vitest';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { changeRhythm, readLateSources, readSourcePage } from '#app/pipeline/read-source-page.server.ts';
import { startImport, takeUpload } from '#app/pipeline/take-upload.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { OrderInput } from '#app/records/types.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { learnRhythms } from '#app/sources/rhythm.server.ts';
import { ensureShopifySource } from '#app/sources/source.server.ts';
import { readUpload } from '#app/sources/upload-state.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let shop: Shop;
let sourceId = 0;
const HOUR_MS = 3_600_000;

function sale(nth: number, placedAt: Date): OrderInput {
  return {
    kind: 'order',
    externalId: String(nth),
    versionAt: placedAt,
    customerExternalId: null,
    channel: 'online',
    placedAt,
    currency: 'USD',
    amounts: { totalMinor: 1000 },
    status: 'paid',
  };
}

beforeAll(async () => {
  shop = await readShop((await database.makeShop()).shopId);
  await withShop(shop.shopId, async (tx) => {
    sourceId = (await ensureShopifySource(tx)).id;
    const morning = new Date(new Date().setUTCHours(8, 0, 0, 0)).getTime();
    // Ten days of a sale every four hours from eight to eight: the nights last twelve hours.
    const sales = Array.from({ length: 40 }, (_, nth) => {
      const [day, hour] = [Math.floor(nth / 4) + 1, (nth % 4) * 4];
      return sale(nth, new Date(morning - day * 24 * HOUR_MS + hour * HOUR_MS));
    });
    await applyRecords(tx, shop, { sourceId, origin: 'test', timeZone: 'UTC' }, { records: sales });
    await learnRhythms(tx);
  });
});

const source = async () => (await readSourcePage(shop.shopId, sourceId))!.source;
const heardAgo = (hours: number) =>
  withShop(shop.shopId, (tx) =>
    tx.run(sql`
      update source set last_heard_at = now() - make_interval(hours => ${hours}) where shop_id = ${shop.shopId} and id = ${sourceId}`),
  );

describe('how often a source speaks', () => {
  it('is learned from its past: the night, here', async () => {
    expect(await source()).toMatchObject({ expectedRhythmHours: 12, rhythmBy: 'learned', learnedRhythmHours: 12 });
  });

  it('makes it late, and every page is told', async () => {
    await heardAgo(13);
    expect(await readLateSources(shop.shopId)).toEqual([]);
    await heardAgo(19);
    expect(await readLateSources(shop.shopId)).toMatchObject([{ name: 'Shopify', freshness: 'late', rhythmHours: 12 }]);
  });

  it('is corrected by a person, whose word stays when it is learned again, and can be taken back', async () => {
    await changeRhythm(shop.shopId, sourceId, 48, 'staff:1');
    await withShop(shop.shopId, learnRhythms);
    expect(await source()).toMatchObject({ expectedRhythmHours: 48, rhythmBy: 'person', learnedRhythmHours: 12 });
    expect(await readLateSources(shop.shopId)).toEqual([]);
    await expect(changeRhythm(shop.shopId, sourceId, 0.5, 'staff:1')).rejects.toThrow(/whole number of hours/);
    await changeRhythm(shop.shopId, sourceId, null, 'staff:1');
    expect(await source()).toMatchObject({ expectedRhythmHours: 12 });
  });
});

describe('the mapping of a source', () => {
  const upload = async (text: string) => {
    async function* bytes() {
      yield Buffer.from(text);
    }
    const uploadId = await takeUpload(shop, 'members.csv', bytes(), 'staff:1');
    return (await withShop(shop.shopId, (tx) => readUpload(tx, uploadId)))!;
  };
  const rows = Array.from({ length: 12 }, (_, at) => `a${at}@example.com,Ann Nr${at},VIP`).join('\n');

  it('is kept when a file is imported and taken over by the next one, whose differences are told', async () => {
    const first = await upload(`Email,Name,Remark\n${rows}\n`);
    expect(first.detection!.inherited).toBeNull();
    const columns = first.mapping!.columns.map((one) =>
      one.column === 'Remark'
        ? { ...one, field: 'customer.tags', transforms: [{ kind: 'case' as const, to: 'lower' as const }] }
        : one,
    );
    await startImport(shop, first.id, {
      sourceName: 'Club',
      mapping: { ...first.mapping!, columns },
      actor: 'staff:1',
    });
    const second = await upload(`Email,Remark,Town\n${rows}\n`);
    expect(second.detection!.inherited).toMatchObject({ sourceName: 'Club', version: 1 });
    expect(second.detection!.inherited!.differences.map((one) => [one.kind, one.column])).toEqual([
      ['gone', 'Name'],
      ['new', 'Town'],
      ['odd', 'Remark'],
    ]);
    const kept = second.mapping!.columns.find((one) => one.column === 'Remark');
    expect(kept).toMatchObject({ field: 'customer.tags', transforms: [{ kind: 'case', to: 'lower' }] });
  });
});
