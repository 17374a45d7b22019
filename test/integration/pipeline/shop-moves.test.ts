import { describe, expect, it } from 'vitest';
import { customerPayload, json, orderPayload, refundPayload } from './payloads.ts';
import { useFlow } from './use-flow.ts';

const flow = useFlow();
const LATE = new Date('2026-03-05T23:30:00Z');
const ADA = { id: '501', at: LATE, firstName: 'Ada' };

type Days = { order_day: string; refund_day: string; first_day: string; net: string };

async function days(shopId: number): Promise<Days> {
  const found = await flow.database.owner.query<Days>(
    `select (select day::text from sales_order where shop_id = $1) as order_day,
            (select day::text from refund where shop_id = $1) as refund_day,
            (select first_order_day::text from profile_metrics where shop_id = $1) as first_day,
            (select net_minor from profile_metrics where shop_id = $1) as net`,
    [shopId],
  );
  return found.rows[0]!;
}

describe('a shop whose zone or currency becomes another', () => {
  it('has its orders, refunds and figures counted anew, and what comes later by the new ones', async () => {
    const shop = await flow.database.makeShop({ timeZone: 'UTC', currency: 'USD' });
    const post = (topic: string, payload: string) => flow.post({ shop: shop.domain, topic, payload });
    await post('customers/create', customerPayload(ADA));
    await post('orders/create', orderPayload({ id: '9001', at: LATE, customer: ADA, total: '80.00', currency: 'EUR' }));
    await post(
      'refunds/create',
      refundPayload({ id: '71', orderId: '9001', at: LATE, amount: '30.00', currency: 'EUR' }),
    );
    await flow.workOff();
    expect(await days(shop.shopId)).toEqual({
      order_day: '2026-03-05',
      refund_day: '2026-03-05',
      first_day: '2026-03-05',
      net: '0',
    });

    await post('shop/update', json({ id: '$1', name: 'Moved', currency: 'EUR', iana_timezone: 'Europe/Berlin' }));
    await flow.workOff();
    expect(await days(shop.shopId)).toEqual({
      order_day: '2026-03-06',
      refund_day: '2026-03-06',
      first_day: '2026-03-06',
      net: '5000',
    });

    await post('orders/create', orderPayload({ id: '9002', at: LATE, customer: ADA, currency: 'EUR' }));
    await flow.workOff();
    const later = await flow.database.owner.query<{ day: string }>(
      "select day::text from sales_order where shop_id = $1 and external_id = '9002'",
      [shop.shopId],
    );
    expect(later.rows).toEqual([{ day: '2026-03-06' }]);
  });
});
