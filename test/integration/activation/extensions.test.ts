import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { distinctPeople } from './distinct-people.ts';
import { useShop } from './use-shop.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const open = useShop(distinctPeople(12, (index) => ({ tags: index < 4 ? ['regular'] : [] })));

async function ask(path: string, init: RequestInit = {}): Promise<Request> {
  const token = (await open.flow.standIn.control('session-token', { shop: open.shop.domain })).body['token'];
  const headers = { authorization: `Bearer ${String(token)}`, origin: 'https://extensions.shopifycdn.com' };
  return new Request(new URL(path, process.env['SHOPIFY_APP_URL']), { ...init, headers });
}

const argsOf = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: {} });
const jsonOf = async (answer: Response) => (await answer.json()) as Record<string, unknown>;

function addToShopify(id: string, name: string, query: string): void {
  const at = '2026-01-01T00:00:00Z';
  open.atShopify.segments.set(id, { id, name, query, creationDate: at, lastEditDate: at });
}

describe('what the extensions ask', () => {
  it('is answered about the customer with a session token, and refused without', async () => {
    const { loader } = await import('#app/routes/api.customers.$customerId/route.tsx');
    await open.segment('Regulars', "customer_tags CONTAINS 'regular'");
    const [customerId] = open.tagged('regular');
    const answer = await loader(argsOf(await ask(`/api/customers/${customerId}`), { customerId: customerId! }));
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await jsonOf(answer)).toMatchObject({ profile: { segments: ['Regulars'], sources: ['Shopify'] } });
    const unknown = await loader(argsOf(await ask('/api/customers/1'), { customerId: '1' }));
    expect(await jsonOf(unknown)).toEqual({ profile: null });
    const bare = new Request(new URL(`/api/customers/${customerId}`, process.env['SHOPIFY_APP_URL']), {
      headers: { authorization: 'Bearer forged' },
    });
    await expect(loader(argsOf(bare, { customerId: customerId! }))).rejects.toMatchObject({ status: 401 });
  });

  it('offers as templates exactly what Shopify’s editor can say', async () => {
    const { loader } = await import('#app/routes/api.segment-templates/route.tsx');
    await open.segment('Over the till', "channels CONTAINS 'pos'");
    const { templates } = (await jsonOf(await loader(argsOf(await ask('/api/segment-templates'))))) as {
      templates: { title: string; query: string }[];
    };
    expect(templates.find((one) => one.title === 'Regulars')?.query).toBe("customer_tags CONTAINS 'regular'");
    expect(templates.map((one) => one.title)).not.toContain('Over the till');
  });

  it('brings a segment of Shopify in once, with its rule and members', async () => {
    const { loader, action } = await import('#app/routes/api.shopify-segments.$segmentId/route.tsx');
    addToShopify('42', 'Of the merchant', "customer_tags CONTAINS 'regular' AND number_of_orders = 0");
    const request = () => ask('/api/shopify-segments/42');
    const line = await jsonOf(await loader(argsOf(await request(), { segmentId: '42' })));
    expect(line).toMatchObject({ name: 'Of the merchant', members: 4, problems: [], segmentId: null });
    const post = async () => ask('/api/shopify-segments/42', { method: 'POST' });
    const brought = await jsonOf(await action(argsOf(await post(), { segmentId: '42' })));
    expect(brought['segmentId']).toEqual(expect.any(Number));
    const again = await jsonOf(await action(argsOf(await post(), { segmentId: '42' })));
    expect(again['segmentId']).toBe(brought['segmentId']);
  });

  it('says of a segment what cannot be brought in, and that one is gone', async () => {
    const { loader, action } = await import('#app/routes/api.shopify-segments.$segmentId/route.tsx');
    addToShopify('43', 'Of the future', 'moon_phase = 1');
    const args = async (id: string, method = 'GET') =>
      argsOf(await ask(`/api/shopify-segments/${id}`, { method }), { segmentId: id });
    expect(await jsonOf(await loader(await args('43')))).toMatchObject({ ruleText: null, members: null });
    expect((await action(await args('43', 'POST'))).status).toBe(422);
    expect((await loader(await args('999'))).status).toBe(404);
  });
});

describe('the extensions', () => {
  it('are built by Shopify’s own tool without the network, each under 64 kB', async () => {
    const shopify = join(ROOT, 'node_modules/.bin/shopify');
    const env = { ...process.env, CI: '1', SHOPIFY_CLI_NO_ANALYTICS: '1' };
    const flags = ['app', 'build', '--skip-dependencies-installation', '--client-id', 'built-offline'];
    await promisify(execFile)(shopify, flags, { cwd: ROOT, env, timeout: 60_000 });
    for (const handle of ['segment-templates', 'bring-in-segment', 'customer-profile']) {
      const file = join(ROOT, `extensions/${handle}/dist/${handle}.js`);
      expect(statSync(file).size).toBeLessThan(64_000);
      expect(readFileSync(file, 'utf8')).toContain(handle === 'customer-profile' ? 's-admin-block' : '/api/');
    }
  });
});
