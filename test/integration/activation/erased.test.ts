import { describe, expect, it } from 'vitest';
import { whereItStands } from '../governance/where-it-stands.ts';
import { distinctPeople } from './distinct-people.ts';
import { useShop } from './use-shop.ts';

const open = useShop(distinctPeople(12, () => ({ tags: ['all'] })));

describe('a person who is erased', () => {
  it('loses the tag in Shopify, and nothing of what was sent keeps their id', async () => {
    const segmentId = await open.segment('Erased', "customer_tags CONTAINS 'all'");
    await open.plan(segmentId, 'tag');
    await open.approve(segmentId);
    const [customerId] = open.tagged('onefold:erased');
    await open.flow.standIn.control('redact-customer', { shop: open.shop.domain, customerId });
    await open.settle();
    expect(open.tagged('onefold:erased')).not.toContain(customerId);
    expect(open.tagged('onefold:erased').length).toBe(11);
    const found = await whereItStands(open.flow.database.owner, open.shop.shopId, [customerId!]);
    expect(Object.keys(found).filter((table) => table.startsWith('activation'))).toEqual([]);
    expect((await open.page(segmentId)).reach).toMatchObject({ carried: 11 });
  });
});
