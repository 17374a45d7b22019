import { describe, expect, it } from 'vitest';
import { KEPT_DAYS } from '#app/governance/kept-days.ts';
import { listPrivacyRequests } from '#app/governance/list-privacy-requests.server.ts';
import { keepPrivacyRequest } from '#app/governance/privacy-request.server.ts';
import { pruneInbox } from '#app/inbox/prune.server.ts';
import { carryOutPrivacyRequest } from '#app/pipeline/carry-out-privacy-request.server.ts';
import { APP_TOPICS } from '#app/pipeline/handle-app-topic.server.ts';
import { queueNewDays } from '#app/pipeline/hourly.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { eraseRecords } from '#app/records/erase.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { endBrokenOff, pruneUploads } from '#app/sources/prune-uploads.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const NOW = new Date();

async function makeShop(fields: Parameters<typeof database.makeShop>[0] = {}) {
  const { shopId } = await database.makeShop(fields);
  const rows = async (text: string) =>
    (await database.owner.query(text.replaceAll('$shop', String(shopId)))).rows as Record<string, unknown>[];
  const jobs = async (task: string) =>
    (
      await rows(`select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = '${task}' and (j.payload ->> 'shopId')::bigint = $shop`)
    ).length;
  return { shopId, rows, jobs };
}

describe('a day of the shop', () => {
  it('begins once, in the first hour in which somebody works', async () => {
    const { shopId, rows, jobs } = await makeShop({ timeZone: 'America/New_York' });
    const begun = async (at: string) => {
      await queueNewDays(new Date(at));
      return String((await rows('select night_begun::text as day from shop where shop_id = $shop'))[0]!['day']);
    };
    expect(await begun('2026-06-01T03:30Z')).toBe('2026-05-31');
    // Nobody worked at midnight, 04:00 UTC; the morning makes it good.
    expect(await begun('2026-06-01T13:10Z')).toBe('2026-06-01');
    await database.owner.query("delete from graphile_worker._private_jobs where (payload ->> 'shopId')::bigint = $1", [
      shopId,
    ]);
    expect(await begun('2026-06-01T14:10Z')).toBe('2026-06-01');
    expect(await jobs('quality-watch')).toBe(0);
    expect(await begun('2026-06-02T04:05Z')).toBe('2026-06-02');
    expect(await jobs('quality-watch')).toBe(1);
  });

  it('begins where the clocks leave no hour 0 to it', async () => {
    // In Santiago, 6 September 2026 begins at one o’clock.
    const { rows } = await makeShop({ timeZone: 'America/Santiago' });
    await queueNewDays(new Date('2026-09-06T03:30Z'));
    await queueNewDays(new Date('2026-09-06T04:30Z'));
    expect((await rows('select night_begun::text as day from shop where shop_id = $shop'))[0]).toEqual({
      day: '2026-09-06',
    });
  });
});

describe('what is kept', () => {
  it('goes after its time, and not a day before', async () => {
    const { shopId, rows } = await makeShop();
    const ago = (days: number) => `now() - interval '${days} days'`;
    await rows(`
      insert into inbox_event (shop_id, delivery_id, topic, payload, state, processed_at) values
        ($shop, 'old', 'orders/create', '', 'processed', ${ago(KEPT_DAYS.message + 1)}), ($shop, 'young', 'orders/create', '', 'processed', ${ago(KEPT_DAYS.message - 1)}),
        ($shop, 'failed', 'orders/create', 'x', 'dead', ${ago(900)});
      insert into upload (shop_id, id, file_name, state, finished_at, detection) overriding system value values
        ($shop, 1, 'old.csv', 'done', ${ago(KEPT_DAYS.refusedRows + 1)}, '{"sample": [["Ada"]], "columns": ["name"]}'),
        ($shop, 2, 'young.csv', 'done', ${ago(KEPT_DAYS.refusedRows - 1)}, '{"sample": [["Bo"]]}'),
        ($shop, 3, 'stopped.csv', 'cancelled', ${ago(KEPT_DAYS.brokenOffFile + 1)}, null),
        ($shop, 4, 'waits.csv', 'ready', null, '{"sample": [["Cy"]]}');
      insert into upload_row_issue (shop_id, upload_id, row_number, severity, reason, cells) values
        ($shop, 1, 5, 'refused', 'no date', '["Ada"]'), ($shop, 2, 5, 'refused', 'no date', '["Bo"]');
      insert into upload_chunk (shop_id, upload_id, seq, bytes) values ($shop, 3, 0, 'x'), ($shop, 4, 0, 'x')`);
    await withShop(shopId, async (tx) => {
      await pruneInbox(tx);
      await pruneUploads(tx);
    });
    expect(await rows('select delivery_id as id from inbox_event where shop_id = $shop order by 1')).toEqual([
      { id: 'failed' },
      { id: 'young' },
    ]);
    expect(
      await rows('select upload_id::int as of, reason, cells from upload_row_issue where shop_id = $shop order by 1'),
    ).toEqual([
      { of: 1, reason: 'no date', cells: [] },
      { of: 2, reason: 'no date', cells: ['Bo'] },
    ]);
    expect(await rows(`select detection from upload where shop_id = $shop and id in (1, 2, 4) order by id`)).toEqual([
      { detection: { sample: [], columns: ['name'] } },
      { detection: { sample: [['Bo']] } },
      { detection: { sample: [['Cy']] } },
    ]);
    expect(await rows('select upload_id::int as of from upload_chunk where shop_id = $shop')).toEqual([{ of: 4 }]);
  });

  it('is no file that never came whole: it ends with a plain reason', async () => {
    const { shopId, rows } = await makeShop();
    await rows(`
      insert into upload (shop_id, id, file_name, created_at) overriding system value values
        ($shop, 1, 'broken.csv', now() - interval '7 hours'), ($shop, 2, 'coming.csv', now() - interval '5 hours');
      insert into upload_chunk (shop_id, upload_id, seq, bytes) values ($shop, 1, 0, 'x'), ($shop, 2, 0, 'x')`);
    expect(await withShop(shopId, (tx) => endBrokenOff(tx, NOW))).toBe(1);
    expect(await rows('select state, failure from upload where shop_id = $shop order by id')).toEqual([
      { state: 'failed', failure: expect.stringContaining('Upload it again') },
      { state: 'receiving', failure: null },
    ]);
    expect(await rows('select upload_id::int as of from upload_chunk where shop_id = $shop')).toEqual([{ of: 2 }]);
  });
});

describe('what Shopify demands', () => {
  const demand = async (shopId: number) => {
    const shop = await readShop(shopId);
    await withShop(shopId, (tx) => APP_TOPICS['shop/redact']!(tx, shop, {}, NOW));
  };

  it('erases a shop that is gone, and one whose notice of uninstallation was lost', async () => {
    const gone = await makeShop();
    await gone.rows(
      `update shop set state = 'uninstalled', uninstalled_at = now() - interval '2 days' where shop_id = $shop`,
    );
    const lost = await makeShop();
    await lost.rows(`update shop set installed_at = now() - interval '90 days' where shop_id = $shop`);
    for (const { shopId, jobs } of [gone, lost]) {
      await demand(shopId);
      expect(await jobs('shop-erase')).toBe(1);
    }
  });

  it('keeps a shop that was installed again meanwhile, and says so', async () => {
    const { shopId, rows, jobs } = await makeShop();
    await rows(`update shop set installed_at = now() - interval '1 day' where shop_id = $shop`);
    await demand(shopId);
    expect(await jobs('shop-erase')).toBe(0);
    expect(await rows(`select actor from audit_log where shop_id = $shop and action = 'shop.kept'`)).toEqual([
      { actor: 'Shopify' },
    ]);
  });

  it('is shown as failed while it cannot be carried out, and as done after', async () => {
    const { shopId, rows } = await makeShop();
    const subject = { key: '1', customerId: '77', email: null, phone: null, orderIds: [] };
    const requestId = await withShop(shopId, (tx) => keepPrivacyRequest(tx, 'erase', subject));
    const [kept] = await rows('select customer from privacy_request where shop_id = $shop');
    await rows(`update privacy_request set customer = '\\x00' where shop_id = $shop`);
    await expect(carryOutPrivacyRequest(shopId, requestId)).rejects.toThrow();
    const state = async () => (await withShop(shopId, (tx) => listPrivacyRequests(tx, 9))).map((one) => one.state);
    const { rows: failed } = await database.owner.query(
      'select state, last_error from privacy_request where shop_id = $1',
      [shopId],
    );
    expect(failed).toEqual([{ state: 'failed', last_error: expect.any(String) }]);
    await database.owner.query('update privacy_request set customer = $2 where shop_id = $1', [
      shopId,
      kept!['customer'],
    ]);
    await carryOutPrivacyRequest(shopId, requestId);
    expect(await state()).toEqual(['done']);
  });

  it('leaves nothing of his in the history of a refund that has no order here', async () => {
    const { shopId, rows } = await makeShop();
    await rows(`
      insert into source (shop_id, id, kind, name) overriding system value values ($shop, 1, 'square', 'Till');
      insert into customer_record (shop_id, id, source_id, external_id) overriding system value values ($shop, 1, 1, 'zed'), ($shop, 2, 1, 'other');
      insert into refund (shop_id, source_id, external_id, record_external_id, amount_minor, currency) values
        ($shop, 1, 'r1', 'zed', 100, 'USD'), ($shop, 1, 'r2', 'other', 100, 'USD');
      insert into statement_history (shop_id, subject, source_id, key, origin, body) values
        ($shop, 'refund', 1, 'r1', 'upload:1', '{"reason": "Zed’s"}'), ($shop, 'refund', 1, 'r2', 'upload:1', '{}')`);
    const person = { recordIds: [1], profileIds: [], customerIds: [], orderIds: [], receivedOrders: [], contacts: [] };
    await withShop(shopId, (tx) => eraseRecords(tx, person));
    expect(await rows('select key from statement_history where shop_id = $shop')).toEqual([{ key: 'r2' }]);
  });
});
