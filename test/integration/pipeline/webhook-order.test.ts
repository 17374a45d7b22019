import { beforeEach, describe, expect, it } from 'vitest';
import { at, everyWay, type Sent, storeOf } from './every-way.ts';
import { customerPayload, orderPayload, refundObject, refundPayload, tagsPayload } from './payloads.ts';
import { useFlow } from './use-flow.ts';

const store = storeOf(useFlow());
beforeEach(store.renew);

const ADA = { id: '501', at: at(0), firstName: 'Ada' };

describe('a refund', () => {
  it.each(
    everyWay([
      ['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA, total: '80.00' })],
      ['refunds/create', refundPayload({ id: '71', orderId: '9001', at: at(5), amount: '30.00' })],
    ]),
  )('and its order, %s', async (_, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.orders()).toEqual([
      {
        name: '#9001',
        total: 8000,
        refunded: 3000,
        net: 5000,
        status: 'paid',
        given_name: 'Ada',
        deleted: false,
        lines: 1,
      },
    ]);
    expect(await store.figures()).toEqual([{ name: 'Ada Abel', orders: 1, net: 5000 }]);
  });

  it('that comes alone and with its order counts once', async () => {
    const refund = { id: '71', orderId: '9001', at: at(5), amount: '30.00' };
    const updated = orderPayload({
      id: '9001',
      at: at(5),
      customer: ADA,
      total: '80.00',
      status: 'partially_refunded',
      refunds: [refundObject(refund)],
    });
    await store.send(
      [['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA, total: '80.00' })]],
      false,
    );
    await store.send(
      [
        ['refunds/create', refundPayload(refund)],
        ['orders/updated', updated],
      ],
      false,
    );
    expect(await store.orders()).toMatchObject([{ refunded: 3000, net: 5000, status: 'partly_refunded' }]);
  });
});

describe('an order and its customer', () => {
  it.each(
    everyWay([
      ['customers/create', customerPayload({ ...ADA, at: at(1) })],
      ['orders/create', orderPayload({ id: '9001', at: at(2), customer: { ...ADA, firstName: 'Older', at: at(0) } })],
    ]),
  )('%s: the customer’s own word counts', async (_, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.customers()).toMatchObject([{ given_name: 'Ada' }]);
    expect(await store.figures()).toEqual([{ name: 'Ada Abel', orders: 1, net: 10_000 }]);
  });

  it.each(
    everyWay([
      ['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA })],
      [
        'orders/updated',
        orderPayload({
          id: '9001',
          at: at(2),
          customer: { id: '502', at: at(2), firstName: 'Bea', email: 'bea@example.com' },
        }),
      ],
    ]),
  )('%s: an order that moved to another customer counts for that one only', async (_, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.orders()).toMatchObject([{ given_name: 'Bea' }]);
    expect(await store.figures()).toEqual([
      { name: 'Ada Abel', orders: 0, net: 0 },
      { name: 'Bea Abel', orders: 1, net: 10_000 },
    ]);
  });
});

describe('two versions', () => {
  it.each(
    everyWay([
      ['customers/update', customerPayload({ ...ADA, at: at(1), firstName: 'Old', email: 'old@example.com' })],
      ['customers/update', customerPayload({ ...ADA, at: at(2), firstName: 'New', email: 'new@example.com' })],
    ]),
  )('of a customer, %s: the later one counts', async (_, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.customers()).toMatchObject([{ given_name: 'New', email: 'new@example.com' }]);
    expect(
      await store.rows('select kind, value_normal as value from identifier where shop_id = $1 order by 1'),
    ).toEqual([
      { kind: 'email', value: 'new@example.com' },
      { kind: 'shopify_customer', value: '501' },
    ]);
  });

  it.each(
    everyWay([
      ['orders/create', orderPayload({ id: '9001', at: at(1), total: '10.00', customer: ADA, title: 'Soap' })],
      [
        'orders/cancelled',
        orderPayload({ id: '9001', at: at(2), total: '20.00', customer: ADA, cancelledAt: at(2), title: 'Coffee' }),
      ],
    ]),
  )('of an order, %s: the later one counts', async (_, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.orders()).toMatchObject([{ total: 2000, net: 0, status: 'cancelled', lines: 1 }]);
    expect(await store.rows('select title from order_line where shop_id = $1')).toEqual([{ title: 'Coffee' }]);
    expect(await store.figures()).toEqual([{ name: 'Ada Abel', orders: 0, net: 0 }]);
  });

  it('of a customer with an address, then without one: the address stays, the rest follows', async () => {
    const address = {
      address1: '1 Pier',
      city: 'Portland',
      province_code: 'ME',
      country_code: 'US',
      zip: '04101',
      phone: null,
    };
    await store.send(
      [
        ['customers/update', customerPayload({ ...ADA, at: at(1), address })],
        ['customers/update', customerPayload({ ...ADA, at: at(2), firstName: 'New' })],
      ],
      false,
    );
    expect(await store.rows('select given_name, city from customer_record where shop_id = $1')).toEqual([
      { given_name: 'New', city: 'Portland' },
    ]);
  });

  it('without a change between them change nothing', async () => {
    await store.send([['customers/update', customerPayload({ ...ADA, at: at(1) })]], false);
    const before = await store.rows('select changed_at from profile where shop_id = $1');
    await store.send([['customers/update', customerPayload({ ...ADA, at: at(3) })]], false);
    expect(await store.rows('select changed_at from profile where shop_id = $1')).toEqual(before);
    await store.send([['customers/update', customerPayload({ ...ADA, at: at(2), firstName: 'Late' })]], false);
    expect(await store.customers()).toMatchObject([{ given_name: 'Ada' }]);
  });
});

describe('tags', () => {
  const added: Sent = ['customer.tags_added', tagsPayload('501', ['vip', 'b2b'], at(2))];
  const removed: Sent = ['customer.tags_removed', tagsPayload('501', ['vip'], at(3))];
  const addedAgain: Sent = ['customer.tags_added', tagsPayload('501', ['gift'], at(4))];
  const told: Sent = ['customers/create', customerPayload({ ...ADA, at: at(1) })];
  it.each([
    [[told, added, removed, addedAgain]],
    [[addedAgain, removed, added, told]],
    [[removed, told, addedAgain, added]],
    [[added, addedAgain, told, removed]],
  ])('added and removed in any order come to the same (%#)', async (deliveries) => {
    await store.send(deliveries, false);
    expect(await store.customers()).toMatchObject([{ given_name: 'Ada', tags: ['b2b', 'gift'] }]);
    expect(await store.rows('select tags from profile where shop_id = $1')).toEqual([{ tags: ['b2b', 'gift'] }]);
  });
});

describe('the visit that led to an order', () => {
  const untold = { id: '9001', at: at(1), customer: ADA, total: '80.00' };

  it.each(
    ['spring', 'autumn', 'winter', 'brand'].flatMap((campaign) =>
      everyWay([
        ['orders/create', orderPayload(untold)],
        ['orders/updated', orderPayload({ ...untold, landing: `/?utm_campaign=${campaign}` })],
      ]).map(([way, ...rest]) => [campaign, way, ...rest] as const),
    ),
  )('(%s) is kept though the same version was told without it, %s', async (campaign, _, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.rows("select visit ->> 'campaign' as campaign from sales_order where shop_id = $1")).toEqual([
      { campaign },
    ]);
  });
});
