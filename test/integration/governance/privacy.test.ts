import { beforeAll, describe, expect, it } from 'vitest';
import { exportResult } from '#app/governance/privacy-request.server.ts';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { refreshDerived } from '#app/pipeline/refresh-derived.server.ts';
import { privacyExportFile } from '#app/pipeline/settings-page.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { RecordInput } from '#app/records/types.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { customerPayload, json, orderPayload } from '#test/integration/pipeline/payloads.ts';
import { rowsLeft } from '#test/integration/pipeline/store-snapshot.ts';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { whereItStands } from './where-it-stands.ts';
import { AT, FAMILY_MAILBOX, NORA, TILL_FILE, ZED } from './zebulon.ts';

const flow = useFlow();
const owner = () => flow.database.owner;
let shop = { shopId: 0, domain: '' };
let redactions = 0;

const WORDS = ['Zebulon', 'Quixworth', '5550199', 'Lighthouse Lane', 'Wrapped for', 'never came'];
/** What somebody else paid for and he received. */
const PRESENT = orderPayload({
  id: '8884',
  at: AT,
  customer: NORA,
  currency: 'EUR',
  shipTo: { first_name: 'Zebulon', last_name: 'Quixworth', address1: '7 Lighthouse Lane', phone: '207-555-0199' },
});

/** What he paid for and somebody else received. */
const PRESENT_IN_RETURN = orderPayload({
  id: '8885',
  at: AT,
  customer: { ...ZED, at: AT },
  currency: 'EUR',
  shipTo: { first_name: 'Nora', last_name: 'Payne', address1: '2 Quay', phone: '+1 503-555-0177' },
});

/** Orders that Nora received from others, by her figures. */
async function receivedByNora(): Promise<number> {
  const found = await owner().query(
    "select m.orders_received as n from profile_metrics m join profile p on p.shop_id = m.shop_id and p.id = m.profile_id where p.shop_id = $1 and p.display_name = 'Nora Payne'",
    [shop.shopId],
  );
  return found.rows[0].n;
}

/** A file's rows, by the way that files go. */
async function importRows(records: readonly RecordInput[]): Promise<void> {
  const known = await readShop(shop.shopId);
  await withShop(shop.shopId, async (tx) => {
    await lockShop(tx);
    const source = await ensureSource(tx, {
      kind: 'square',
      name: 'Till',
      provenance: 'typed',
      trustRank: 30,
      expectedRhythmHours: null,
    });
    const origin = { sourceId: source.id, origin: 'upload:1', timeZone: known.timeZone };
    const { touchedRecords } = await applyRecords(tx, known, origin, { records });
    await refreshDerived(tx, touchedRecords, origin.origin);
  });
}

async function deliver(topic: string, payload: string): Promise<void> {
  expect(await flow.post({ shop: shop.domain, topic, payload })).toBe(200);
  await flow.workOff();
}

function redact(): Promise<void> {
  redactions += 1;
  const payload = {
    shop_id: 1,
    shop_domain: shop.domain,
    customer: { id: `$${ZED.id}`, email: ZED.email, phone: ZED.phone },
    orders_to_redact: ['$8881', '$8883'],
  };
  return deliver('customers/redact', json({ ...payload, nth: redactions }));
}

const books = async () =>
  (
    await owner().query(
      'select count(*)::int as orders, sum(total_minor)::int as total, sum(refunded_minor)::int as refunded, sum(net_minor)::int as net from sales_order where shop_id = $1',
      [shop.shopId],
    )
  ).rows[0];

async function fill(): Promise<void> {
  await deliver(
    'customers/create',
    customerPayload({
      ...ZED,
      at: AT,
      note: 'Zebulon is a friend',
      address: { address1: '7 Lighthouse Lane', city: 'Portland', country_code: 'US' },
    }),
  );
  await deliver(
    'orders/create',
    orderPayload({ id: '8881', at: AT, customer: { ...ZED, at: AT }, currency: 'EUR', note: 'Gift for Zebulon' }),
  );
  await deliver(
    'orders/create',
    orderPayload({
      id: '8882',
      at: AT,
      guest: { email: ZED.email, firstName: 'Zebulon', lastName: 'Quixworth' },
      currency: 'EUR',
    }),
  );
  await deliver('orders/create', orderPayload({ id: '8883', at: AT, currency: 'EUR', note: 'Wrapped for Z.' }));
  await deliver('orders/create', PRESENT);
  await deliver('orders/create', PRESENT_IN_RETURN);
  await importRows(TILL_FILE);
  await withShop(shop.shopId, async (tx) => {
    await tx.run(sql`insert into upload (shop_id, file_name, state) values (${shop.shopId}, 'till.csv', 'done')`);
    await tx.run(sql`
      insert into upload_row_issue (shop_id, upload_id, row_number, severity, reason, cells)
      select ${shop.shopId}, max(id), 7, 'refused', 'no date', ${JSON.stringify(['Z. Quixworth', '207-555-0199'])}::jsonb from upload`);
  });
  await flow.post({ shop: shop.domain, topic: 'customers/update', payload: `{ "email": "${ZED.email}"` });
  await flow.workOff();
}

beforeAll(async () => {
  shop = await flow.install(sampleDataset({ handle: 'privacy' }));
  await flow.backfill(shop.shopId);
  await fill();
}, 120_000);

describe('a customer’s request for his data', () => {
  it('collects all that any source has said of him, and nothing of anybody else', async () => {
    const before = await whereItStands(owner(), shop.shopId, WORDS);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['customer_record', 'profile', 'interaction', 'feedback', 'upload_row_issue']),
    );
    const request = {
      customer: { id: `$${ZED.id}`, email: ZED.email, phone: ZED.phone },
      orders_requested: ['$8883'],
      data_request: { id: '$9999' },
    };
    await deliver('customers/data_request', json(request));
    const found = await owner().query(
      "select id, state, summary from privacy_request where shop_id = $1 and kind = 'export'",
      [shop.shopId],
    );
    expect(found.rows).toMatchObject([
      {
        state: 'done',
        summary: {
          records: 3,
          orders: 5,
          received: 1,
          refunds: 2,
          interactions: 1,
          feedback: 1,
          loyalty: 1,
          privacyRequests: 1,
        },
      },
    ]);
    const text = (await withShop(shop.shopId, (tx) => exportResult(tx, Number(found.rows[0].id))))!;
    for (const word of [
      'Wrapped for Z.',
      'never came',
      'Zebulon',
      'L-4711',
      'Lighthouse Lane',
      'Call Zebulon back',
      'Z. Quixworth',
      'T-1',
      'paper',
    ]) {
      expect(text).toContain(word);
    }
    expect(text).not.toMatch(/Adler|Berger|Conti/);
  });

  it('is handed over by whoever may take people out only', async () => {
    const [request] = (
      await owner().query("select id from privacy_request where shop_id = $1 and kind = 'export'", [shop.shopId])
    ).rows;
    const sam = { staffId: '1', name: 'Sam', isOwner: false };
    const ask = (role: 'reader' | 'marketer') =>
      privacyExportFile(shop.shopId, Number(request.id), { actor: 'staff:1', staff: { ...sam, role } });
    await expect(ask('reader')).rejects.toThrow('not take them out');
    expect((await ask('marketer'))?.content).toContain('Zebulon');
  });
});

describe('a customer’s redaction', () => {
  it('removes him everywhere, and leaves the books as they were', async () => {
    const before = await books();
    expect(await receivedByNora()).toBe(1);
    await redact();
    expect(await receivedByNora()).toBe(0);
    expect(await whereItStands(owner(), shop.shopId, WORDS)).toEqual({});
    expect(await books()).toEqual(before);
    const mine = await owner().query(
      "select record_id, note, custom from sales_order where shop_id = $1 and external_id in ('8881', '8882', '8883', 'T-1')",
      [shop.shopId],
    );
    expect(mine.rows).toEqual(Array(4).fill({ record_id: null, note: null, custom: {} }));
    const present = await owner().query(
      `select o.receiver, r.profile_id, m.orders_for_others as sent from sales_order o
       join order_receiver r on r.shop_id = o.shop_id and r.order_id = o.id
       join profile_metrics m on m.shop_id = o.shop_id and m.profile_id = r.payer_id
       where o.shop_id = $1 and o.external_id = '8884'`,
      [shop.shopId],
    );
    expect(present.rows).toEqual([{ receiver: {}, profile_id: null, sent: 1 }]);
    const request = await owner().query(
      "select state, customer from privacy_request where shop_id = $1 and kind = 'erase'",
      [shop.shopId],
    );
    expect(request.rows).toEqual([{ state: 'done', customer: null }]);
  });

  it('removes what was collected for his own request as well, and whose it was', async () => {
    const collected = await owner().query(
      "select customer, result from privacy_request where shop_id = $1 and kind = 'export'",
      [shop.shopId],
    );
    expect(collected.rows).toEqual([{ customer: null, result: null }]);
  });

  it('that comes again finds nothing more to do', async () => {
    const before = await rowsLeft(owner(), shop.shopId);
    await redact();
    // What batches brought may be judged meanwhile.
    const { audit_log: _log, inbox_event: _events, jobs: _jobs, ...after } = await rowsLeft(owner(), shop.shopId);
    expect(before).toMatchObject(after);
  });

  it('is not undone by an old file: his sales are anonymous, the rest stays away', async () => {
    await importRows(TILL_FILE);
    await importRows(TILL_FILE.filter((row) => row.kind !== 'customer'));
    expect(
      await whereItStands(owner(), shop.shopId, ['Zebulon', 'Quixworth', 'Lighthouse Lane', 'SQ-1', 'L-4711']),
    ).toEqual({});
    const sale = await owner().query(
      "select record_id, total_minor::int as total from sales_order where external_id = 'T-1'",
    );
    expect(sale.rows).toEqual([{ record_id: null, total: 4200 }]);
  });

  it('keeps nobody else away who shares his mailbox', async () => {
    const child: RecordInput = {
      kind: 'customer',
      recordKind: 'member',
      provenance: 'typed',
      externalId: 'SQ-2',
      versionAt: null,
      givenName: 'Mira',
      familyName: 'Other',
      email: FAMILY_MAILBOX,
    };
    await importRows([child]);
    const found = await owner().query("select given_name from customer_record where external_id = 'SQ-2'");
    expect(found.rows).toEqual([{ given_name: 'Mira' }]);
  });

  it('of a customer who came back by himself removes him again', async () => {
    await fill();
    expect(await whereItStands(owner(), shop.shopId, ['Quixworth'])).not.toEqual({});
    await redact();
    expect(await whereItStands(owner(), shop.shopId, ['Quixworth'])).toEqual({});
  });
});

describe('a shop’s redaction', () => {
  it('leaves no row of it in any table and no job, and leaves the neighbours alone', async () => {
    const neighbour = await flow.install(sampleDataset({ handle: 'neighbour' }));
    await flow.backfill(neighbour.shopId);
    const before = await rowsLeft(owner(), neighbour.shopId);
    await flow.standIn.control('uninstall', { shop: shop.domain });
    await flow.standIn.control('redact-shop', { shop: shop.domain });
    await flow.standIn.webhooksSettled();
    await flow.workOff();
    expect(await rowsLeft(owner(), shop.shopId)).toEqual({});
    expect(await rowsLeft(owner(), neighbour.shopId)).toEqual(before);
  });

  it('that comes again is acknowledged, and a delivery after it is kept by nobody', async () => {
    await deliver('shop/redact', '{}');
    await deliver('customers/create', customerPayload({ ...ZED, at: AT }));
    expect(await rowsLeft(owner(), shop.shopId)).toEqual({});
    expect((await owner().query('select from shop where domain = $1', [shop.domain])).rowCount).toBe(0);
  });
});
