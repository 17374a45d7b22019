import { describe, expect, it } from 'vitest';
import { pruneActivation } from '#app/activation/prune.server.ts';
import { endSending } from '#app/pipeline/activation-steer.server.ts';
import { removeSegment } from '#app/pipeline/segment-pages.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { distinctPeople } from './distinct-people.ts';
import { BY_OWNER, useShop } from './use-shop.ts';

const open = useShop(distinctPeople(12, (index) => ({ tags: index < 3 ? ['regular'] : [] })));

describe('a segment that was sent to Shopify', () => {
  it('is not removed before its tags are taken back', async () => {
    const segmentId = await open.segment('Leaving', "customer_tags CONTAINS 'regular'");
    await open.plan(segmentId, 'tag');
    await open.approve(segmentId);
    const remove = () => removeSegment(open.shop.shopId, segmentId, BY_OWNER);
    await expect(remove()).rejects.toMatchObject({
      code: 'segments.is_sent',
      remedy: expect.stringContaining('Send to Shopify'),
    });
    await endSending(open.shop, segmentId, BY_OWNER);
    await expect(remove()).rejects.toMatchObject({ code: 'segments.is_sent' });
    await open.settle();
    await remove();
    expect(open.tagged('onefold:leaving')).toEqual([]);
    expect(await rows('activation_run', segmentId)).toBe(0);
    expect(await rows('activation_target', segmentId)).toBe(0);
  });

  it('keeps the customers of old changes only as long as an undo may need them', async () => {
    const segmentId = await open.segment('Old', "customer_tags CONTAINS 'regular'");
    await open.plan(segmentId, 'tag');
    const first = (await open.approve(segmentId)).current!.run.id;
    await age();
    await withShop(open.shop.shopId, pruneActivation);
    expect(await changes(first)).toBe(3);
    const [leaver] = open.tagged('regular');
    await open.flow.standIn.control('remove-tags', { shop: open.shop.domain, customerId: leaver!, tags: 'regular' });
    await open.settle();
    await age();
    await withShop(open.shop.shopId, pruneActivation);
    expect(await changes(first)).toBe(0);
    const page = await open.page(segmentId);
    expect(page.runs.map((run) => run.id)).toContain(first);
    expect(await changes(page.undoable!)).toBe(1);
  });
});

/** Lets a month pass over all changes. */
function age(): Promise<number> {
  return withShop(open.shop.shopId, (tx) =>
    tx.run(sql`update activation_run set finished_at = finished_at - interval '31 days' where shop_id = ${tx.shopId}`),
  );
}

function changes(runId: number): Promise<number> {
  return withShop(open.shop.shopId, (tx) =>
    tx.run(sql`select from activation_change where shop_id = ${tx.shopId} and run_id = ${runId}`),
  );
}

function rows(table: 'activation_run' | 'activation_target', segmentId: number): Promise<number> {
  return withShop(open.shop.shopId, (tx) =>
    tx.run(
      table === 'activation_run'
        ? sql`select from activation_run where shop_id = ${tx.shopId} and segment_id = ${segmentId}`
        : sql`select from activation_target where shop_id = ${tx.shopId} and segment_id = ${segmentId}`,
    ),
  );
}
