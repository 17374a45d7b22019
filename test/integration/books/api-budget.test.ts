import { beforeEach, describe, expect, it } from 'vitest';
import { adminClient } from '#app/sources/shopify/admin-client.server.ts';
import { sharedBudget } from '#app/sources/shopify/api-budget.server.ts';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';

const flow = useFlow({ costBucket: { maximum: 400, restoreRate: 400 } });
let shop = { shopId: 0, domain: '' };
let made = 0;

beforeEach(async () => {
  made += 1;
  shop = await flow.install(sampleDataset({ handle: `budget-${made}`, customers: 5, orders: 5 }));
  await flow.database.owner.query('delete from api_budget');
});

async function available(): Promise<number> {
  const found = await flow.database.owner.query<{ available: number }>(
    'select available from api_budget where shop_id = $1',
    [shop.shopId],
  );
  return found.rows[0]!.available;
}

describe('the budget of calls to a shop', () => {
  it('is one for all who call: nobody takes points that another has taken', async () => {
    const waits: number[] = [];
    const budgets = Array.from({ length: 20 }, () =>
      sharedBudget(shop.domain, (ms) => {
        waits.push(ms);
        return Promise.resolve();
      }),
    );
    await Promise.all(budgets.map((budget) => budget.take(100)));
    // 2,000 points at first, 400 of them left to people; 100 come back a second.
    expect(waits.length).toBeGreaterThanOrEqual(1);
    expect(waits.length).toBeLessThanOrEqual(4);
    expect(await available()).toBeLessThan(1000);
  });

  it('follows what Shopify says, for others may spend from it too', async () => {
    const budget = sharedBudget(shop.domain);
    await budget.take(50);
    await budget.settle({ reserved: 50, actual: 10, currentlyAvailable: 120, maximum: 1000, restoreRate: 50 });
    expect(await available()).toBe(120);
    const waits: number[] = [];
    await sharedBudget(shop.domain, (ms) => Promise.resolve(waits.push(ms))).take(100);
    // 200 of 1,000 are left to people: 180 points at 50 a second are missing.
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[0]).toBeLessThanOrEqual(3600);
  });

  it('lets many workers send at once without being turned away by Shopify', async () => {
    const { getOfflineAdmin } = await import('#app/shopify.server.ts');
    const document = 'query { customers(first: 100) { nodes { id tags } } }';
    await getOfflineAdmin(shop.domain).graphql(document);
    const bucket = flow.standIn.world.findShop(shop.domain)!.bucket;
    let turnedAway = 0;
    const take = bucket.take.bind(bucket);
    bucket.take = (points) => {
      const taken = take(points);
      turnedAway += taken ? 0 : 1;
      return taken;
    };
    const workers = Array.from({ length: 4 }, () => getOfflineAdmin(shop.domain));
    await Promise.all(workers.flatMap((worker) => Array.from({ length: 8 }, () => worker.graphql(document))));
    expect(turnedAway).toBe(0);
  });

  it('is no condition: a client without one sends as before', async () => {
    const client = adminClient(shop.domain, () => Promise.resolve('none'));
    await expect(client.graphql('query { shop { name } }')).rejects.toThrow(/401/);
  });
});
