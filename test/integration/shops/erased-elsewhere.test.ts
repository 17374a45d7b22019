import { beforeEach, describe, expect, it } from 'vitest';
import { queueNewDays } from '#app/pipeline/hourly.server.ts';
import { newDataKey } from '#app/platform/crypto.server.ts';
import { lockShop, tenantSetting, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { eraseShop } from '#app/shops/erase-shop.server.ts';
import { customerPayload } from '#test/integration/pipeline/payloads.ts';
import { rowsLeft } from '#test/integration/pipeline/store-snapshot.ts';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';

const flow = useFlow();
const owner = () => flow.database.owner;
let made = 0;
let shop = { shopId: 0, domain: '' };
beforeEach(async () => {
  made += 1;
  shop = await flow.install(sampleDataset({ handle: `gone-${made}` }));
});

const PERSON = customerPayload({ id: '7064055060009999001', at: new Date('2026-11-20T10:00:00Z'), firstName: 'Ada' });
const post = () => flow.post({ shop: shop.domain, topic: 'customers/create', payload: PERSON });

/** Something that is waited for and happens once. */
function gate(): { passed: Promise<void>; open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** What another process does: this one is not told. */
async function eraseElsewhere(): Promise<void> {
  await owner().query("select set_config('onefold.tenant', $1, false)", [tenantSetting(shop.shopId)]);
  await owner().query('select erase_current_shop()');
}

describe('a shop that another process has erased', () => {
  it('is made anew when the app is installed again, and its deliveries are kept', async () => {
    await eraseElsewhere();
    await flow.open(shop.domain);
    const found = await owner().query('select shop_id from shop where domain = $1', [shop.domain]);
    expect(found.rows).toHaveLength(1);
    expect(Number(found.rows[0].shop_id)).not.toBe(shop.shopId);
    expect(await post()).toBe(200);
    const kept = await owner().query("select from inbox_event where shop_id = $1 and topic = 'customers/create'", [
      found.rows[0].shop_id,
    ]);
    expect(kept.rowCount).toBe(1);
  });

  it('has its late deliveries acknowledged, so that Shopify rests', async () => {
    expect(await post()).toBe(200);
    await eraseElsewhere();
    expect(await post()).toBe(200);
    expect(await rowsLeft(owner(), shop.shopId)).toEqual({});
  });

  it('is found anew by the door even if the installation went to another process', async () => {
    expect(await post()).toBe(200);
    await eraseElsewhere();
    const { wrapped, keyId } = newDataKey(shop.domain);
    const again = await owner().query('select ensure_shop($1, $2, $3) as id', [shop.domain, wrapped, keyId]);
    expect(await post()).toBe(200);
    const kept = await owner().query('select shop_id from inbox_event where shop_id >= $1', [shop.shopId]);
    expect(kept.rows).toEqual([{ shop_id: again.rows[0].id }]);
  });
});

describe('a shop’s erasure', () => {
  it('waits for who writes for it, and whoever comes after finds no shop to write for', async () => {
    const isWriting = gate();
    const isErasing = gate();
    const write = () =>
      withShop(shop.shopId, async (tx) => {
        await lockShop(tx);
        isWriting.open();
        await isErasing.passed;
        await tx.run(sql`
          insert into customer_record (shop_id, source_id, external_id) values (${shop.shopId}, 1, 'written meanwhile')`);
      });
    const writing = write();
    await isWriting.passed;
    const erased = eraseShop(shop.shopId, shop.domain);
    isErasing.open();
    await Promise.all([writing, erased]);
    expect(await rowsLeft(owner(), shop.shopId)).toEqual({});
    await expect(write()).rejects.toThrow('does not exist');
    expect(await rowsLeft(owner(), shop.shopId)).toEqual({});
  });

  it('ends its jobs that are under way without a fault', async () => {
    const { taskList } = await import('#app/worker/task-list.server.ts');
    await eraseElsewhere();
    await expect(
      Promise.resolve(taskList()['value-fit']!({ shopId: shop.shopId }, undefined as never)),
    ).resolves.not.toThrow();
  });
});

describe('a new day', () => {
  it('begins for every shop, whatever another’s fails by', async () => {
    const other = await flow.install(sampleDataset({ handle: `zone-${made}` }));
    const at = new Date('2026-06-01T00:05:00Z');
    await owner().query("update shop set time_zone = 'Mars/Olympus' where shop_id <= $1", [shop.shopId]);
    await owner().query("update shop set time_zone = 'UTC' where shop_id = $1", [other.shopId]);
    expect(await queueNewDays(at)).toBe(1);
  });
});
