import { describe, expect, it } from 'vitest';
import { hearFlowUse, tellFlow } from '#app/pipeline/activation-flow.server.ts';
import { keepSegment } from '#app/pipeline/segment-pages.server.ts';
import { signatureOf } from '../pipeline/use-flow.ts';
import { distinctPeople } from './distinct-people.ts';
import { BY_OWNER, useShop } from './use-shop.ts';

const open = useShop(distinctPeople(12, (index) => ({ tags: index < 4 ? ['regular'] : [] })));
const fired = () => open.flow.standIn.world.findShop(open.shop.domain)!.flowTriggers;
const change = (control: 'add-tags' | 'remove-tags', customerId: string) =>
  open.flow.standIn.control(control, { shop: open.shop.domain, customerId, tags: 'regular' });

/** Says, as Shopify Flow does, whether a trigger is in use. */
async function flowSays(handle: string, isUsed: boolean, secret?: string): Promise<number> {
  const { action } = await import('#app/routes/api.flow.triggers-in-use/route.tsx');
  const body = JSON.stringify({
    flow_trigger_definition_id: handle,
    has_enabled_flow: isUsed,
    shopify_domain: open.shop.domain,
  });
  const headers = { 'content-type': 'application/json', 'x-shopify-hmac-sha256': signatureOf(body, secret) };
  const url = new URL('/api/flow/triggers-in-use', process.env['SHOPIFY_APP_URL']);
  const request = new Request(url, { method: 'POST', headers, body });
  return action({ request, params: {}, context: {} }).then(
    (answer) => answer.status,
    (thrown: Response) => thrown.status,
  );
}

describe('Shopify Flow', () => {
  it('is believed only with Shopify’s signature', async () => {
    const print = console.error;
    // The library says on the console what it refuses.
    console.error = () => undefined;
    expect(await flowSays('segment-entered', true, 'forged')).toBe(400);
    console.error = print;
    const { rows } = await open.flow.database.owner.query('select from flow_use');
    expect(rows).toEqual([]);
  });

  it('is told nothing while no workflow waits, and of nothing that was before', async () => {
    const segmentId = await open.segment('Regulars', "customer_tags CONTAINS 'regular'");
    await open.settle();
    expect(fired()).toEqual([]);
    expect(await flowSays('segment-entered', true)).toBe(204);
    expect(await flowSays('segment-left', true)).toBe(204);
    const draft = { name: 'Regulars', description: 'Changed', ruleText: "customer_tags CONTAINS 'regular'" };
    await keepSegment(open.shop.shopId, segmentId, draft, BY_OWNER.actor);
    await open.settle();
    expect(fired()).toEqual([]);
  });

  it('is told of each entry and exit once', async () => {
    const joiner = [...open.atShopify.customers.values()].find((one) => !one.tags.includes('regular'))!.id;
    const payload = { customer_id: joiner, Segment: 'Regulars', 'Segment handle': 'regulars' };
    await change('add-tags', joiner);
    await open.settle();
    expect(fired()).toEqual([{ handle: 'segment-entered', payload }]);
    await change('remove-tags', joiner);
    await open.settle();
    await open.settle();
    expect(fired().slice(1)).toEqual([{ handle: 'segment-left', payload }]);
  });

  it('is not told again of what may have reached it before a kill', async () => {
    const { getOfflineAdmin } = await import('#app/shopify.server.ts');
    await open.flow.database.owner.query("update flow_outbox set state = 'sending'");
    const before = fired().length;
    await tellFlow(open.shop.shopId, getOfflineAdmin);
    expect(fired().length).toBe(before);
    const { rows } = await open.flow.database.owner.query('select distinct state from flow_outbox');
    expect(rows).toEqual([{ state: 'doubtful' }]);
  });

  it('is told no more once no workflow waits', async () => {
    await hearFlowUse(open.shop.shopId, { handle: 'segment-entered', isUsed: false });
    await hearFlowUse(open.shop.shopId, { handle: 'another-app', isUsed: true });
    const before = fired().length;
    const joiner = [...open.atShopify.customers.values()].find((one) => !one.tags.includes('regular'))!.id;
    await change('add-tags', joiner);
    await open.settle();
    expect(fired().length).toBe(before);
  });
});
