import { describe, expect, it } from 'vitest';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { startWorkerProcess } from '#test/support/worker-process.ts';
import { type ManyDelivery, manyDeliveries } from './many-deliveries.ts';
import { seededRandom } from './shuffle.ts';
import { differences, type Snapshot, snapshotOf } from './store-snapshot.ts';
import { type Installed, useFlow } from './use-flow.ts';

const DELIVERIES = 2000;
const KILLS = 20;
/** Shopify gives a delivery up after so many. */
const MOST_TRIES = 8;
const PATIENCE_MS = 240_000;
const flow = useFlow();
const data = (handle: string) => sampleDataset({ handle, customers: 60, orders: 150 });

describe('a worker that is killed again and again', () => {
  it('loses nothing and does nothing twice, in the deliveries or in the history', { timeout: 600_000 }, async () => {
    const deliveries = manyDeliveries(DELIVERIES, new Date(Date.now() + 3_600_000), 7);
    const calm = await flow.install(data('calm'));
    await flow.backfill(calm.shopId);
    await send(calm, deliveries);
    await flow.workOff();

    const wild = await flow.install(data('wild'));
    const random = seededRandom(11);
    const share = Math.ceil(DELIVERIES / KILLS);
    for (let kill = 0; kill < KILLS; kill++) {
      const startedAt = await databaseTime();
      const worker = startWorkerProcess();
      const sending = send(wild, deliveries.slice(kill * share, (kill + 1) * share));
      await until(async () => (await jobsTakenSince(startedAt)) > 0);
      await pause(random() * 250);
      await worker.kill();
      await sending;
    }
    const last = startWorkerProcess();
    await until(async () => (await openEvents(wild)) === 0 && (await openOperations(wild)) === 0);
    await until(async () => (await jobsTakenSince(new Date(0))) === 0);
    await last.stop();
    await flow.workOff();

    expect(await events(wild)).toEqual([{ state: 'processed', attempts: 1, count: DELIVERIES }]);
    const [a, b] = [
      await snapshotOf(flow.database.owner, calm.shopId),
      await snapshotOf(flow.database.owner, wild.shopId),
    ];
    expect(a['sales_order']!.length).toBeGreaterThan(400);
    expect(differences(neutral(a, calm), neutral(b, wild))).toEqual([]);
  });
});

/** As Shopify sends: one after the other, and once more what was not acknowledged. */
async function send(shop: Installed, deliveries: readonly ManyDelivery[]): Promise<void> {
  for (const delivery of deliveries) {
    const deliveryId = `${shop.domain}-${delivery.topic}-${delivery.triggeredAt.getTime()}`;
    const post = () => flow.post({ shop: shop.domain, deliveryId, ...delivery });
    let status = await post();
    for (let tries = 1; status !== 200 && tries < MOST_TRIES; tries++) {
      await pause(100 * tries);
      status = await post();
    }
    expect(status).toBe(200);
  }
}

async function one<Row>(text: string, values: unknown[] = []): Promise<Row> {
  return (await flow.database.owner.query(text, values)).rows[0] as Row;
}

async function databaseTime(): Promise<Date> {
  return (await one<{ now: Date }>('select clock_timestamp() as now')).now;
}

async function jobsTakenSince(instant: Date): Promise<number> {
  const taken = 'select count(*)::int as n from graphile_worker._private_jobs where locked_at > $1';
  return (await one<{ n: number }>(taken, [instant])).n;
}

async function openEvents({ shopId }: Installed): Promise<number> {
  const open = "select count(*)::int as n from inbox_event where shop_id = $1 and state = 'received'";
  return (await one<{ n: number }>(open, [shopId])).n;
}

async function openOperations({ shopId }: Installed): Promise<number> {
  const open = `select count(*)::int as n from backfill_operation where shop_id = $1 and state in ('waiting', 'running', 'loading')`;
  return (await one<{ n: number }>(open, [shopId])).n;
}

async function events({ shopId }: Installed) {
  const found = await flow.database.owner.query(
    `select state, attempts, count(*)::int as count from inbox_event
     where shop_id = $1 and topic <> 'bulk_operations/finish' group by 1, 2`,
    [shopId],
  );
  return found.rows;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await isSo()); await pause(25)) {
    if (Date.now() > deadline) {
      throw new Error('it does not come to rest');
    }
  }
}

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

/** Deliveries are compared by themselves: Shopify's own word that an operation is done comes under a new id each time. */
function neutral({ inbox_event: _, ...snapshot }: Snapshot, { domain }: Installed): Snapshot {
  const handle = domain.split('.')[0]!;
  return JSON.parse(JSON.stringify(snapshot).replaceAll(handle, 'shop')) as Snapshot;
}
