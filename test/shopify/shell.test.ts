import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDataset } from './sample-dataset.ts';
import { type StandIn, startStandIn } from './start.ts';
import { readSessionToken } from './tokens/session-token.ts';

let standIn: StandIn;

beforeAll(async () => {
  standIn = await startStandIn({ appToml: null, appUrl: 'http://127.0.0.1:9', webhookRetryDelaysMs: [] });
  standIn.addShop(sampleDataset());
});
afterAll(() => standIn.close());

function call(name: string, fields: Record<string, unknown>, origin = standIn.shellUrl): Promise<Response> {
  return fetch(`${standIn.shellUrl}/_shell/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ shop: 'sample-store', ...fields }),
  });
}

test('the launch address has the parameters of the real admin', async () => {
  const { src } = (await (await call('launch', { path: '/app/profiles?page=2' })).json()) as { src: string };
  const url = new URL(src);
  expect(url.origin).toBe(standIn.tunnelUrl);
  expect([...url.searchParams.keys()].sort()).toEqual([
    'embedded',
    'hmac',
    'host',
    'id_token',
    'locale',
    'page',
    'session',
    'shop',
    'timestamp',
  ]);
  expect(atob(url.searchParams.get('host') ?? '')).toBe('admin.shopify.com/store/sample-store');
});

test('a session token is for this shop, this app and the person signed in', async () => {
  const { token } = (await (await call('id-token', { user: '902541636' })).json()) as { token: string };
  expect(readSessionToken(standIn, token)).toMatchObject({
    dest: 'https://sample-store.myshopify.com',
    aud: standIn.apiKey,
    sub: '902541636',
  });
});

test('pages of another origin get no token', async () => {
  expect((await call('id-token', {}, standIn.tunnelUrl)).status).toBe(403);
});

test('the admin’s own pages show the store, and an unknown record is a 404', async () => {
  const list = await (await fetch(`${standIn.shellUrl}/store/sample-store/customers`)).text();
  expect(list).toContain('Customers (40)');
  expect((await fetch(`${standIn.shellUrl}/store/sample-store/customers/7064055060000000031`)).status).toBe(200);
  expect((await fetch(`${standIn.shellUrl}/store/sample-store/customers/1`)).status).toBe(404);
});

test('names are escaped', async () => {
  const created = await standIn.control('create-customer', { firstName: '<img src=x onerror=alert(1)>' });
  const id = String(created.body.customerId).split('/').at(-1);
  const html = await (await fetch(`${standIn.shellUrl}/store/sample-store/customers/${id}`)).text();
  expect(html).not.toContain('<img src=x');
});

test('an uninstalled app shows the grant; agreeing installs it', async () => {
  const address = `${standIn.shellUrl}/store/sample-store/apps/${standIn.apiKey}`;
  await standIn.control('uninstall');
  expect(await (await fetch(address)).text()).toContain('Install Onefold');
  expect((await call('id-token', {})).status).toBe(403);
  expect(
    (
      await fetch(`${standIn.shellUrl}/_shell/install`, {
        method: 'POST',
        body: 'shop=sample-store',
        redirect: 'manual',
      })
    ).status,
  ).toBe(303);
  expect(await (await fetch(address)).text()).toContain('<iframe id="app"');
});

test('app-bridge.js parses as one plain script', async () => {
  const text = await (await fetch(`${standIn.apiUrl}/shopifycloud/app-bridge.js`)).text();
  expect(text).toContain(standIn.shellUrl);
  expect(() => new Function(text)).not.toThrow();
});

test('the stand-in does not start in production', async () => {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await expect(startStandIn()).rejects.toThrow('production');
  process.env.NODE_ENV = NODE_ENV;
});
