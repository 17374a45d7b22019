import { expect } from 'vitest';
import type { Dataset } from '#test/shopify/dataset.ts';
import type { Flow } from './use-flow.ts';

/** Minutes after some noon. */
export function at(minute: number): Date {
  return new Date(Date.UTC(2026, 9, 1, 12, minute));
}

export type Sent = [topic: string, payload: string, triggeredAt?: Date];

/** Both orders of arrival, apart and in one batch. */
export function everyWay(deliveries: Sent[]): [string, Sent[], boolean][] {
  const back = [...deliveries].reverse();
  return [
    ['in order', deliveries, false],
    ['in order, in one batch', deliveries, true],
    ['backwards', back, false],
    ['backwards, in one batch', back, true],
  ];
}

/** A shop of its own for each test, and what it holds in the end. */
export function storeOf(flow: Flow) {
  let shop = { shopId: 0, domain: '' };
  const rows = async <Row = Record<string, unknown>>(query: string): Promise<Row[]> =>
    (await flow.database.owner.query(query, [shop.shopId])).rows as Row[];
  return {
    renew: async () => {
      shop = await flow.database.makeShop();
    },
    /** In place of it one that is installed in the stand-in, with its history here: what Shopify is asked of it has an answer. */
    install: async (dataset: Dataset) => {
      shop = await flow.install(dataset);
      await flow.backfill(shop.shopId);
      return flow.standIn.world.findShop(shop.domain)!.store;
    },
    rows,
    /** Sends these one after the other, each worked off before the next or all together. */
    send: async (deliveries: readonly Sent[], together = false): Promise<void> => {
      for (const [topic, payload, triggeredAt] of deliveries) {
        const posted = { shop: shop.domain, topic, payload, ...(triggeredAt && { triggeredAt }) };
        expect(await flow.post(posted)).toBe(200);
        if (!together) {
          await flow.workOff();
        }
      }
      await flow.workOff();
    },
    orders: () =>
      rows(`
        select o.name, o.total_minor::int as total, o.refunded_minor::int as refunded, o.net_minor::int as net, o.status,
               r.given_name, o.deleted_at is not null as deleted,
               (select count(*)::int from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines
        from sales_order o left join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id
        where o.shop_id = $1 order by o.external_id`),
    customers: () =>
      rows(`
        select given_name, email_normal as email, tags, deleted_at is not null as deleted
        from customer_record where shop_id = $1 order by external_id`),
    figures: () =>
      rows(`
        select p.display_name as name, m.orders_count as orders, m.net_minor::int as net
        from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $1 order by 1`),
  };
}
