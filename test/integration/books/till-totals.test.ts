import { beforeAll, describe, expect, it } from 'vitest';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { readSourceBooks } from '#app/pipeline/read-books-page.server.ts';
import { takeDailyTotals } from '#app/pipeline/take-daily-totals.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { OrderInput } from '#app/records/types.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let shopId = 0;
let sourceId = 0;

function sale(externalId: string, day: string, totalMinor: number): OrderInput {
  const placedAt = new Date(`${day}T10:00:00Z`);
  return {
    kind: 'order',
    externalId,
    versionAt: null,
    customerExternalId: null,
    name: `R-${externalId.slice(0, 2)}`,
    channel: 'pos',
    placedAt,
    currency: 'USD',
    amounts: { totalMinor },
    status: 'paid',
  };
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const take = async (text: string) => takeDailyTotals(await readShop(shopId), sourceId, bytes(text), 'staff:1');

beforeAll(async () => {
  shopId = (await database.makeShop({ currency: 'USD' })).shopId;
  const shop = await readShop(shopId);
  await withShop(shopId, async (tx) => {
    const given = {
      kind: 'square',
      name: 'Till',
      provenance: 'typed',
      trustRank: 50,
      expectedRhythmHours: null,
    } as const;
    sourceId = (await ensureSource(tx, given)).id;
    const origin = { sourceId, origin: 'upload:1', timeZone: shop.timeZone };
    const records = [
      sale('01', '2026-11-01', 1000),
      sale('02', '2026-11-02', 2000),
      sale('03', '2026-11-02', 500),
      sale('03 again', '2026-11-02', 500),
      sale('04', '2026-11-03', 700),
    ];
    await applyRecords(tx, shop, origin, { records });
  });
});

describe('a till’s daily totals beside its sales here', () => {
  it('agree where they do, and name the sale that stands twice and the one that is not here', async () => {
    await take('Date,Payments,Collected\n2026-11-01,1,10.00\n2026-11-02,2,25.00\n2026-11-03,2,9.00\n');
    const page = await readSourceBooks(shopId, sourceId, null);
    expect(page!.days.map((one) => [one.day, one.hereCount, one.hereMinor, one.thereCount, one.thereMinor])).toEqual([
      ['2026-11-03', 1, 700, 2, 900],
      ['2026-11-02', 3, 3000, 2, 2500],
      ['2026-11-01', 1, 1000, 1, 1000],
    ]);
    expect(page!.differences.map((one) => [one.day, one.kind, one.externalId, one.message])).toEqual([
      ['2026-11-03', 'missed', 'day 2026-11-03', 'daily total'],
      ['2026-11-02', 'doubled', 'day 2026-11-02', 'daily total'],
      ['2026-11-02', 'doubled', '03 again', 'stands here twice'],
    ]);
  });

  it('are judged anew when they come again', async () => {
    await take('Date,Payments,Collected\n2026-11-01,1,10.00\n2026-11-02,3,30.00\n2026-11-03,1,7.00\n');
    expect((await readSourceBooks(shopId, sourceId, null))!.differences).toEqual([]);
  });

  it('are refused whole when a cell cannot be read', async () => {
    await expect(take('Date,Collected\n2026-11-01,ten\n')).rejects.toMatchObject({ row: 2, field: 'Collected' });
  });
});
