import { describe, expect, it } from 'vitest';
import { type SampleDelivery, sampleDeliveries, samplesMissing } from './sample-deliveries.ts';
import { seededRandom, shuffled } from './shuffle.ts';
import { differences, rowsLeft, type Snapshot, snapshotOf } from './store-snapshot.ts';
import { useFlow } from './use-flow.ts';

const flow = useFlow();
const SEEDS = [1, 2, 3, 4, 5];
/** After the shops of this file are installed: an earlier notice of removal would rightly change nothing. */
const FIRST_SENT = Date.now() + 3_600_000;

const sentAt = (index: number) => new Date(FIRST_SENT + index * 60_000);

describe.skipIf(samplesMissing)('Shopify’s sample payloads', () => {
  const samples = samplesMissing ? [] : sampleDeliveries();
  const untilRedaction = samples.filter(({ topic }) => topic !== 'shop/redact');

  it('leave the same store in whatever order they come, each of them twice', { timeout: 120_000 }, async () => {
    const inOrder = await storeAfter('in-order', untilRedaction, [...untilRedaction.keys()]);
    expect(inOrder['customer_record']!.length).toBeGreaterThan(3);
    expect(inOrder['sales_order']!.length).toBeGreaterThan(2);
    expect(inOrder['shop']![0]).toContain('"state":"uninstalled"');
    for (const seed of SEEDS) {
      const wild = await storeAfter(`seed-${seed}`, untilRedaction, twiceAtRandom(untilRedaction, seed));
      expect(differences(inOrder, wild), `seed ${seed}`).toEqual([]);
    }
  });

  it('leave nothing once the shop’s redaction is among them, wherever it stands', { timeout: 120_000 }, async () => {
    for (const seed of SEEDS) {
      const { shopId } = await deliver(`gone-${seed}`, samples, twiceAtRandom(samples, seed));
      expect(await rowsLeft(flow.database.owner, shopId), `seed ${seed}`).toEqual({});
    }
  });
});

function twiceAtRandom(samples: readonly SampleDelivery[], seed: number): number[] {
  return shuffled([...samples.keys(), ...samples.keys()], seededRandom(seed));
}

/** Sends the samples in this order, with the worker's turns in between. */
async function deliver(name: string, samples: readonly SampleDelivery[], order: readonly number[]) {
  const shop = `${name}.myshopify.com`;
  const made = await flow.database.makeShop({ domain: shop });
  // The redaction is about an installation of long ago, which it may come before the end of.
  await flow.database.owner.query("update shop set installed_at = '2020-01-01' where shop_id = $1", [made.shopId]);
  for (const [nth, index] of order.entries()) {
    const { topic, body } = samples[index]!;
    const delivery = { deliveryId: `${name}-${index}`, triggeredAt: sentAt(index) };
    expect(await flow.post({ shop, topic, payload: body, ...delivery })).toBe(200);
    if (nth % 4 === 3) {
      await flow.workOff();
    }
  }
  await flow.workOff();
  return made;
}

async function storeAfter(
  name: string,
  samples: readonly SampleDelivery[],
  order: readonly number[],
): Promise<Snapshot> {
  const { shopId } = await deliver(name, samples, order);
  const snapshot = await snapshotOf(flow.database.owner, shopId);
  return JSON.parse(JSON.stringify(snapshot).replaceAll(name, 'shop')) as Snapshot;
}
