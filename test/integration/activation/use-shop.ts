import { beforeAll } from 'vitest';
import type { StaffMember } from '#app/governance/staff.ts';
import { planSending, readSendPage, type SendPage } from '#app/pipeline/activation-send.server.ts';
import { approveRun } from '#app/pipeline/activation-steer.server.ts';
import { keepSegment } from '#app/pipeline/segment-pages.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import type { Dataset } from '#test/shopify/dataset.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import type { ShopStore } from '#test/shopify/world/shop-store.ts';
import { type Flow, useFlow } from '../pipeline/use-flow.ts';

export const OWNER: StaffMember = { staffId: '902541635', name: 'Olive Owner', isOwner: true, role: 'reader' };
export const READER: StaffMember = { staffId: '902541636', name: 'Sam Staff', isOwner: false, role: 'reader' };
export const BY_OWNER = { actor: 'staff:902541635', staff: OWNER };
export const BY_READER = { actor: 'staff:902541636', staff: READER };

export type OpenShop = {
  readonly flow: Flow;
  readonly shop: Shop;
  /** What Shopify itself holds of the shop. */
  readonly atShopify: ShopStore;
  /** Keeps a segment and computes its members; its id. */
  segment(name: string, ruleText: string): Promise<number>;
  /** What would change in Shopify. */
  plan(segmentId: number, way: 'native' | 'tag'): Promise<SendPage>;
  /** Agrees to what waits, and works off what follows from it. */
  approve(segmentId: number): Promise<SendPage>;
  page(segmentId: number): Promise<SendPage>;
  /** Ids of the customers who carry a tag in Shopify. */
  tagged(tag: string): string[];
  /** Lets Shopify's webhooks come in and works off all that follows. */
  settle(): Promise<void>;
};

/** A shop whose Shopify holds these customers, all of them known to Onefold. Call once, at the top of a file. */
export function useShop(dataset: Dataset = sampleDataset()): OpenShop {
  const flow = useFlow();
  const live: { shop?: Shop } = {};
  beforeAll(async () => {
    const { shopId } = await flow.install(dataset);
    await flow.backfill(shopId);
    live.shop = await readShop(shopId);
  }, 60_000);
  const page = async (segmentId: number) => (await readSendPage(live.shop!.shopId, segmentId))!;
  const settle = async () => {
    await flow.standIn.webhooksSettled();
    await flow.workOff();
    await flow.standIn.webhooksSettled();
    await flow.workOff();
  };
  return {
    flow,
    page,
    settle,
    async plan(segmentId, way) {
      const { getOfflineAdmin } = await import('#app/shopify.server.ts');
      await planSending(live.shop!, { segmentId, way }, BY_OWNER, getOfflineAdmin(live.shop!.domain));
      return page(segmentId);
    },
    async approve(segmentId) {
      await approveRun(live.shop!, (await page(segmentId)).current!.run.id, BY_OWNER);
      await settle();
      return page(segmentId);
    },
    tagged: (tag) =>
      [...flow.standIn.world.findShop(live.shop!.domain)!.store.customers.values()]
        .filter((one) => one.tags.includes(tag))
        .map((one) => one.id)
        .sort(),
    get shop() {
      return live.shop!;
    },
    get atShopify() {
      return flow.standIn.world.findShop(live.shop!.domain)!.store;
    },
    async segment(name, ruleText) {
      const id = await keepSegment(live.shop!.shopId, null, { name, description: '', ruleText }, BY_OWNER.actor);
      await flow.workOff();
      return id;
    },
  };
}
