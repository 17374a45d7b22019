import { beforeEach, describe, expect, it } from 'vitest';
import { at, everyWay, type Sent, storeOf } from './every-way.ts';
import { customerPayload, json, orderPayload } from './payloads.ts';
import { useFlow } from './use-flow.ts';

const store = storeOf(useFlow());
beforeEach(store.renew);

const ADA = { id: '501', at: at(0), firstName: 'Ada' };

describe('a deletion', () => {
  it.each(
    everyWay([
      ['customers/delete', json({ id: '$501' }), at(10)],
      ['customers/update', customerPayload({ ...ADA, at: at(5) })],
    ]),
  )('of a customer and an older update, %s: deleted he stays', async (_, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.customers()).toMatchObject([{ deleted: true }]);
  });

  it('of a customer stays, even after a later word', async () => {
    await store.send(
      [
        ['customers/create', customerPayload(ADA)],
        ['customers/delete', json({ id: '$501' }), at(1)],
        ['customers/update', customerPayload({ ...ADA, at: at(2) })],
      ],
      false,
    );
    expect(await store.customers()).toMatchObject([{ deleted: true }]);
  });

  it.each(
    everyWay([
      ['orders/delete', json({ id: '$9001' }), at(10)],
      ['orders/updated', orderPayload({ id: '9001', at: at(5), customer: ADA })],
    ]),
  )('of an order and an older update, %s: it counts nowhere', async (_, deliveries, together) => {
    await store.send(deliveries, together);
    expect(await store.orders()).toMatchObject([{ deleted: true, net: 0, lines: 1 }]);
    expect(await store.figures()).toEqual([{ name: 'Ada Abel', orders: 0, net: 0 }]);
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
    await store.send(
      [
        ['products/delete', json({ id: '$31' }), at(5)],
        ['products/update', product],
      ],
      false,
    );
    expect(await store.rows('select title, tags, deleted_at from product where shop_id = $1')).toEqual([
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
    await store.send(deliveries, false);
    expect(await store.figures()).toEqual([{ name: 'Ada Abel', orders: 2, net: 1500 }]);
  });

  it('that failed changes nothing', async () => {
    await store.send([...two, ['customers/merge', merge('failed'), at(5)]], false);
    expect(await store.figures()).toEqual([
      { name: 'Ada Abel', orders: 1, net: 1000 },
      { name: 'Adele Abel', orders: 1, net: 500 },
    ]);
  });
});

describe('a guest', () => {
  it('who bought without an account is one person with the customer of the same name and address', async () => {
    await store.send(
      [
        ['customers/create', customerPayload({ ...ADA, email: 'ada@example.com' })],
        [
          'orders/create',
          orderPayload({
            id: '9001',
            at: at(1),
            guest: { email: 'Ada@Example.com ', firstName: 'Ada', lastName: 'Abel' },
          }),
        ],
      ],
      false,
    );
    expect(await store.figures()).toEqual([{ name: 'Ada Abel', orders: 1, net: 10_000 }]);
  });

  it('with the same address and another name is somebody else', async () => {
    await store.send(
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
    expect(await store.figures()).toHaveLength(2);
  });
});
