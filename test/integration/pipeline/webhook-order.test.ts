import { beforeEach, describe, expect, it } from 'vitest';
import type { TestShop } from '#test/support/database.ts';
import { customerPayload, json, orderPayload, refundObject, refundPayload, tagsPayload } from './payloads.ts';
import { useFlow } from './use-flow.ts';

const flow = useFlow();
let shop: TestShop;
beforeEach(async () => {
  shop = await flow.database.makeShop();
});

/** Minutes after some noon. */
function at(minute: number): Date {
  return new Date(Date.UTC(2026, 9, 1, 12, minute));
}

type Sent = [topic: string, payload: string, triggeredAt?: Date];

/** Sends these one after the other, each worked off before the next or all together. */
async function send(deliveries: readonly Sent[], together: boolean): Promise<void> {
  for (const [topic, payload, triggeredAt] of deliveries) {
    expect(await flow.post({ shop: shop.domain, topic, payload, ...(triggeredAt ? { triggeredAt } : {}) })).toBe(200);
    if (!together) {
      await flow.workOff();
    }
  }
  await flow.workOff();
}

async function rows<Row>(query: string): Promise<Row[]> {
  return (await flow.database.owner.query(`${query}`, [shop.shopId])).rows as Row[];
}

const order = () =>
  rows(`select o.name, o.total_minor::int as total, o.refunded_minor::int as refunded, o.net_minor::int as net, o.status, r.given_name,
               o.deleted_at is not null as deleted, (select count(*)::int from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines
        from sales_order o left join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id where o.shop_id = $1 order by o.external_id`);
const customer = () =>
  rows(
    `select given_name, email_normal as email, tags, deleted_at is not null as deleted from customer_record where shop_id = $1 order by external_id`,
  );
const metrics = () =>
  rows(`select p.display_name as name, m.orders_count as orders, m.net_minor::int as net
        from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $1 order by 1`);

/** Both orders of arrival, apart and in one batch. */
function everyWay(deliveries: Sent[]): [string, Sent[], boolean][] {
  const back = [...deliveries].reverse();
  return [
    ['in order', deliveries, false],
    ['in order, in one batch', deliveries, true],
    ['backwards', back, false],
    ['backwards, in one batch', back, true],
  ];
}

const ADA = { id: '501', at: at(0), firstName: 'Ada' };

describe('a refund', () => {
  it.each(
    everyWay([
      ['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA, total: '80.00' })],
      ['refunds/create', refundPayload({ id: '71', orderId: '9001', at: at(5), amount: '30.00' })],
    ]),
  )('and its order, %s', async (_, deliveries, together) => {
    await send(deliveries, together);
    expect(await order()).toEqual([
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
    expect(await metrics()).toEqual([{ name: 'Ada Abel', orders: 1, net: 5000 }]);
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
    await send([['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA, total: '80.00' })]], false);
    await send(
      [
        ['refunds/create', refundPayload(refund)],
        ['orders/updated', updated],
      ],
      false,
    );
    expect(await order()).toMatchObject([{ refunded: 3000, net: 5000, status: 'partly_refunded' }]);
  });
});

describe('an order and its customer', () => {
  it.each(
    everyWay([
      ['customers/create', customerPayload({ ...ADA, at: at(1) })],
      ['orders/create', orderPayload({ id: '9001', at: at(2), customer: { ...ADA, firstName: 'Older', at: at(0) } })],
    ]),
  )('%s: the customer’s own word counts', async (_, deliveries, together) => {
    await send(deliveries, together);
    expect(await customer()).toMatchObject([{ given_name: 'Ada' }]);
    expect(await metrics()).toEqual([{ name: 'Ada Abel', orders: 1, net: 10_000 }]);
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
    await send(deliveries, together);
    expect(await order()).toMatchObject([{ given_name: 'Bea' }]);
    expect(await metrics()).toEqual([
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
    await send(deliveries, together);
    expect(await customer()).toMatchObject([{ given_name: 'New', email: 'new@example.com' }]);
    expect(await rows('select kind, value_normal as value from identifier where shop_id = $1 order by 1')).toEqual([
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
    await send(deliveries, together);
    expect(await order()).toMatchObject([{ total: 2000, net: 0, status: 'cancelled', lines: 1 }]);
    expect(await rows('select title from order_line where shop_id = $1')).toEqual([{ title: 'Coffee' }]);
    expect(await metrics()).toEqual([{ name: 'Ada Abel', orders: 0, net: 0 }]);
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
    await send(
      [
        ['customers/update', customerPayload({ ...ADA, at: at(1), address })],
        ['customers/update', customerPayload({ ...ADA, at: at(2), firstName: 'New' })],
      ],
      false,
    );
    expect(await rows('select given_name, city from customer_record where shop_id = $1')).toEqual([
      { given_name: 'New', city: 'Portland' },
    ]);
  });

  it('without a change between them change nothing', async () => {
    await send([['customers/update', customerPayload({ ...ADA, at: at(1) })]], false);
    const before = await rows('select changed_at from profile where shop_id = $1');
    await send([['customers/update', customerPayload({ ...ADA, at: at(3) })]], false);
    expect(await rows('select changed_at from profile where shop_id = $1')).toEqual(before);
    await send([['customers/update', customerPayload({ ...ADA, at: at(2), firstName: 'Late' })]], false);
    expect(await customer()).toMatchObject([{ given_name: 'Ada' }]);
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
    await send(deliveries, false);
    expect(await customer()).toMatchObject([{ given_name: 'Ada', tags: ['b2b', 'gift'] }]);
    expect(await rows('select tags from profile where shop_id = $1')).toEqual([{ tags: ['b2b', 'gift'] }]);
  });
});

describe('a deletion', () => {
  it.each(
    everyWay([
      ['customers/delete', json({ id: '$501' }), at(10)],
      ['customers/update', customerPayload({ ...ADA, at: at(5) })],
    ]),
  )('of a customer and an older update, %s: deleted he stays', async (_, deliveries, together) => {
    await send(deliveries, together);
    expect(await customer()).toMatchObject([{ deleted: true }]);
  });

  it('of a customer stays, even after a later word', async () => {
    await send(
      [
        ['customers/create', customerPayload(ADA)],
        ['customers/delete', json({ id: '$501' }), at(1)],
        ['customers/update', customerPayload({ ...ADA, at: at(2) })],
      ],
      false,
    );
    expect(await customer()).toMatchObject([{ deleted: true }]);
  });

  it.each(
    everyWay([
      ['orders/delete', json({ id: '$9001' }), at(10)],
      ['orders/updated', orderPayload({ id: '9001', at: at(5), customer: ADA })],
    ]),
  )('of an order and an older update, %s: it counts nowhere', async (_, deliveries, together) => {
    await send(deliveries, together);
    expect(await order()).toMatchObject([{ deleted: true, net: 0, lines: 1 }]);
    expect(await metrics()).toEqual([{ name: 'Ada Abel', orders: 0, net: 0 }]);
  });

  it('of a product and an older update: what it was is still known', async () => {
    const product = json({
      id: '$31',
      title: 'Candle',
      updated_at: at(1).toISOString(),
      status: 'active',
      tags: 'a, b',
      variants: [],
    });
    await send(
      [
        ['products/delete', json({ id: '$31' }), at(5)],
        ['products/update', product],
      ],
      false,
    );
    expect(await rows('select title, tags, deleted_at from product where shop_id = $1')).toEqual([
      { title: 'Candle', tags: ['a', 'b'], deleted_at: at(5) },
    ]);
  });
});

describe('a merge', () => {
  const two: Sent[] = [
    ['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA, total: '10.00' })],
    [
      'orders/create',
      orderPayload({
        id: '9002',
        at: at(1),
        customer: { id: '502', at: at(0), firstName: 'Adele', email: 'adele@example.com' },
        total: '5.00',
      }),
    ],
  ];
  const merge = (status: string): string =>
    json({
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/501',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/502',
      status,
      errors: [],
    });

  it.each([
    ['after its customers', [...two, ['customers/merge', merge('completed'), at(5)]] as Sent[]],
    ['before its customers', [['customers/merge', merge('completed'), at(5)], ...two] as Sent[]],
  ])('that is completed, %s, leaves one profile with all orders', async (_, deliveries) => {
    await send(deliveries, false);
    expect(await metrics()).toEqual([{ name: 'Ada Abel', orders: 2, net: 1500 }]);
  });

  it('that failed changes nothing', async () => {
    await send([...two, ['customers/merge', merge('failed'), at(5)]], false);
    expect(await metrics()).toEqual([
      { name: 'Ada Abel', orders: 1, net: 1000 },
      { name: 'Adele Abel', orders: 1, net: 500 },
    ]);
  });
});

describe('a guest', () => {
  it('who bought without an account is one person with the customer of the same name and address', async () => {
    await send(
      [
        ['customers/create', customerPayload({ ...ADA, email: 'ada@example.com' })],
        [
          'orders/create',
          orderPayload({
            id: '9001',
            at: at(1),
            guest: { email: 'Ada@Example.com ', firstName: 'Ada', lastName: 'abel' },
          }),
        ],
      ],
      false,
    );
    expect(await metrics()).toEqual([{ name: 'Ada Abel', orders: 1, net: 10_000 }]);
  });

  it('with the same address and another name is somebody else', async () => {
    await send(
      [
        ['customers/create', customerPayload({ ...ADA, email: 'family@example.com' })],
        [
          'orders/create',
          orderPayload({
            id: '9001',
            at: at(1),
            guest: { email: 'family@example.com', firstName: 'Carl', lastName: 'Other' },
          }),
        ],
      ],
      false,
    );
    expect(await metrics()).toHaveLength(2);
  });
});
