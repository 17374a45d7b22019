import { describe, expect, it } from 'vitest';
import { readQualityPage } from '#app/pipeline/quality-dashboard.server.ts';
import { faultsFile } from '#app/pipeline/quality-faults-file.server.ts';
import { askForQualityRun, checkQuality, readFaultsPage } from '#app/pipeline/quality-pages.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { runChecks } from '#app/quality/run-checks.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { NOW, plantShop } from './plant.ts';

const SAM = { staffId: '1', name: 'Sam', isOwner: false };
const MARKETER = { actor: 'staff:1', staff: { ...SAM, role: 'marketer' as const } };
const READER = { actor: 'staff:1', staff: { ...SAM, role: 'reader' as const } };

describe('a quality run', () => {
  const database = useDatabase();

  it('is asked for, waits as one, and is shown when it is done', async () => {
    const { shop, customer } = await plantShop(database);
    await customer(1);
    await customer(2, { email: null, email_normal: null });
    expect(await readQualityPage(shop)).toMatchObject({ run: null, waiting: false });
    await askForQualityRun(shop.shopId, 'staff:1');
    await askForQualityRun(shop.shopId, 'staff:1');
    expect(await readQualityPage(shop)).toMatchObject({ run: null, waiting: true });
    await checkQuality(shop.shopId);
    const page = await readQualityPage(shop);
    expect(page).toMatchObject({ waiting: false, failed: false });
    expect(page.run?.checks.find((check) => check.key === 'email_missing')?.score).toEqual({
      total: 2,
      failing: 1,
      share: 0.5,
    });
    expect(page.run?.sources.map((source) => source.overall.total > 0)).toEqual([true, true]);
    await checkQuality(shop.shopId);
    expect((await readQualityPage(shop)).trend).toHaveLength(2);
  });

  it('says what it costs: the unreachable, the unknown at the till, the double', async () => {
    const { shop, customer, order, run } = await plantShop(database);
    await customer(1, { email: null, email_normal: null, phone: null, phone_e164: null });
    await customer(2);
    await customer(3, { email_normal: 'ada.lind2@harbour.example' });
    for (const id of [1, 2, 3]) {
      const email = id === 1 ? null : 'ada.lind2@harbour.example';
      await run(sql`update profile set email = ${email} where shop_id = ${shop.shopId} and id = ${id}`);
      await order(id, { record_id: id });
    }
    await order(4, { record_id: 1, day: '2025-07-15', placed_at: new Date('2025-07-15T00:00:00Z') });
    await order(5, { record_id: null });
    await order(6, { record_id: null, channel: 'online' });
    await order(7, { record_id: null, currency: 'EUR' });
    await runChecks(shop, NOW);
    expect((await readQualityPage(shop)).run?.money).toEqual({
      worth: { orderMinor: 1055, customerMinor: 1055 },
      unreachable: { people: 1, netMinor: 1055 },
      anonymous: { orders: 1, netMinor: 1055 },
      duplicates: { profiles: 1, netMinor: 1055 },
    });
  });

  it('opens to every row behind it: page by page, by source, and as a file that is audited', async () => {
    const { shop, customer } = await plantShop(database);
    for (let id = 1; id <= 60; id++) {
      await customer(id, { source_id: 1 + (id % 2), email: null, email_normal: null, given_name: '=HYPERLINK(1)' });
    }
    const query = { checkKey: 'email_missing', sourceId: null, page: 1 };
    const first = await readFaultsPage(shop, query);
    const second = await readFaultsPage(shop, { ...query, page: 2 });
    expect([first?.faults.length, first?.hasNext, second?.faults.length, second?.hasNext]).toEqual([
      50,
      true,
      10,
      false,
    ]);
    expect(new Set([...first!.faults, ...second!.faults].map((fault) => fault.externalId)).size).toBe(60);
    const ofOne = await readFaultsPage(shop, { ...query, sourceId: 2 });
    expect([ofOne?.faults.length, ofOne?.score.failing]).toEqual([30, 30]);
    const wish = { checkKey: 'email_missing', sourceId: null };
    await expect(faultsFile(shop, wish, READER)).rejects.toThrow('not take them out');
    const file = await faultsFile(shop, wish, MARKETER);
    const pieces: string[] = [];
    for await (const piece of file!.pieces) {
      pieces.push(new TextDecoder().decode(piece));
    }
    const text = pieces.join('');
    expect(text.trim().split('\r\n')).toHaveLength(61);
    expect(text).toContain("'=HYPERLINK(1)");
    const [line] = await withShop(shop.shopId, (tx) =>
      tx.rows(sql`select actor, action, subject from audit_log where shop_id = ${shop.shopId}`),
    );
    expect(line).toEqual({ actor: 'staff:1', action: 'quality.rows_downloaded', subject: 'email_missing' });
    expect(await readFaultsPage(shop, { ...query, checkKey: 'nonsense' })).toBeNull();
  });
});
