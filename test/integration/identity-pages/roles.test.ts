import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeRole } from '#app/pipeline/activation-page.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { BY_OWNER } from '#test/integration/activation/use-shop.ts';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';

const flow = useFlow();
let shop: Shop;
const SAM = '902541636';
const ROUTES = new URL('../../../app/routes/', import.meta.url).pathname;

type Route = { action?: (given: { request: Request; params: object; context: object }) => Promise<unknown> };
const deciding: [string, NonNullable<Route['action']>][] = [];

/** Every address at which identity is decided. */
const ADDRESSES = [
  ...readdirSync(ROUTES).filter((name) => name.startsWith('app.identity')),
  'app.identity.review',
  'app.profiles.$publicId',
];

beforeAll(async () => {
  shop = await readShop((await flow.install(sampleDataset())).shopId);
  for (const name of ADDRESSES) {
    const { action } = (await import(`${ROUTES}${name}/route.tsx`)) as Route;
    if (action) deciding.push([name, action]);
  }
}, 240_000);

async function post(action: NonNullable<Route['action']>, form: Record<string, string>): Promise<unknown> {
  const token = (await flow.standIn.control('session-token', { shop: shop.domain, user: SAM })).body['token'];
  const request = new Request(new URL('/app', process.env['SHOPIFY_APP_URL']), {
    method: 'POST',
    headers: { authorization: `Bearer ${String(token)}` },
    body: new URLSearchParams(form),
  });
  return action({ request, params: {}, context: {} }).catch((thrown: unknown) => thrown);
}

describe('who is who', () => {
  it('is decided at no address by somebody who may only look, nor by somebody who may only take people out', async () => {
    expect(deciding.map(([name]) => name)).toEqual(
      expect.arrayContaining(['app.identity.decisions', 'app.identity.shared', 'app.identity.review']),
    );
    for (const role of ['reader', 'marketer']) {
      await post(deciding[0]![1], {});
      await changeRole(shop.shopId, BY_OWNER, { staffId: SAM, role });
      for (const [name, action] of deciding) {
        const answer = (await post(action, { answerId: '0', a: '0', b: '0' })) as Response;
        expect([role, name, answer.status]).toEqual([role, name, 403]);
      }
    }
  });

  it('is decided by whoever the owner lets decide', async () => {
    const decisions = deciding.find(([name]) => name === 'app.identity.decisions')![1];
    for (const role of ['steward', 'manager']) {
      await changeRole(shop.shopId, BY_OWNER, { staffId: SAM, role });
      expect(await post(decisions, { answerId: '0' })).toBeNull();
    }
  });
});
