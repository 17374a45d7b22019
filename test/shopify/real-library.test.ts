import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDataset } from './sample-dataset.ts';
import { type StandIn, startStandIn } from './start.ts';
import { firstLine, spawnWithPreload } from './testing/run-tiny-app.ts';

/** @shopify/shopify-app-remix itself, unchanged, against the stand-in: shell → tunnel → app → API → webhooks back. */
let standIn: StandIn;
let app: ChildProcess;

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36' };

beforeAll(async () => {
  standIn = await startStandIn({ appToml: null });
  standIn.addShop(sampleDataset());
  app = spawnWithPreload(standIn, './tiny-app.ts');
  const { port } = JSON.parse(await firstLine(app)) as { port: number };
  standIn.world.options.appUrl = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  app.kill();
  await standIn.close();
});

async function launch(path: string): Promise<string> {
  const answer = await fetch(`${standIn.shellUrl}/_shell/launch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: standIn.shellUrl },
    body: JSON.stringify({ shop: 'sample-store', path }),
  });
  return ((await answer.json()) as { src: string }).src;
}

async function sessionToken(fields: Record<string, unknown> = {}): Promise<string> {
  return String((await standIn.control('session-token', fields)).body.token);
}

function callApi(token: string): Promise<Response> {
  return fetch(`${standIn.tunnelUrl}/app/api`, { headers: { ...BROWSER, authorization: `Bearer ${token}` } });
}

test('the launch address opens the app, framed by the shell and with our app-bridge.js', async () => {
  const answer = await fetch(await launch('/app'), { headers: BROWSER });
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html).toContain('sample-store.myshopify.com');
  expect(html).toContain(`${standIn.apiUrl}/shopifycloud/app-bridge.js`);
  expect(html).not.toContain('cdn.shopify.com');
  expect(answer.headers.get('content-security-policy')).toContain(
    `frame-ancestors ${standIn.shellUrl} https://sample-store`,
  );
  expect(answer.headers.get('link')).not.toContain('cdn.shopify.com');
});

test('a session token is exchanged and the Admin API answers the app', async () => {
  const answer = await callApi(await sessionToken());
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    name: 'Sample Store',
    scope: expect.stringContaining('read_orders'),
    expires: expect.any(String),
  });
});

test('a stale session token is answered with the retry header', async () => {
  const answer = await callApi(await sessionToken({ seconds: -60 }));
  expect(answer.status).toBe(401);
  expect(answer.headers.get('x-shopify-retry-invalid-session-request')).toBe('1');
});

test('a page without a token bounces, and the bounce page loads our app-bridge.js', async () => {
  const address = new URL(await launch('/app'));
  address.searchParams.delete('id_token');
  const answer = await fetch(address, { headers: BROWSER });
  expect(new URL(answer.url).pathname).toBe('/auth/session-token');
  expect(await answer.text()).toContain(`${standIn.apiUrl}/shopifycloud/app-bridge.js`);
});

test('outside the admin the app is sent to the shell', async () => {
  const address = new URL(await launch('/app'));
  address.searchParams.delete('embedded');
  const answer = await fetch(address, { headers: BROWSER, redirect: 'manual' });
  expect(answer.headers.get('location')).toBe(`${standIn.shellUrl}/store/sample-store/apps/${standIn.apiKey}`);
});

test('webhooks pass the library’s own check, forged ones do not', async () => {
  await standIn.control('change-customer');
  await standIn.webhooksSettled();
  expect(standIn.world.sender.log.at(-1)).toMatchObject({ state: 'delivered', lastStatus: 200 });
  const forged = await fetch(`${standIn.world.options.appUrl}/webhooks/ingest`, {
    method: 'POST',
    headers: {
      'x-shopify-hmac-sha256': 'bm8=',
      'x-shopify-topic': 'a/b',
      'x-shopify-shop-domain': 'sample-store.myshopify.com',
      'x-shopify-api-version': '2026-07',
      'x-shopify-webhook-id': '1',
    },
    body: '{}',
  });
  expect(forged.status).toBe(401);
});

test.each(['true', 'false'])('the preload holds when Remix installs its globals (native fetch: %s)', async (native) => {
  const child = spawnWithPreload(standIn, './installs-globals.ts', { NATIVE_FETCH: native });
  expect(JSON.parse(await firstLine(child))).toEqual([401, 401, 403]);
  if (child.exitCode === null) await once(child, 'exit');
});

test('the preload refuses production unless a built app is to be tested', async () => {
  const refused = spawnWithPreload(standIn, './installs-globals.ts', { NODE_ENV: 'production' });
  await expect(firstLine(refused)).rejects.toThrow('must not be set in production');
  const allowed = spawnWithPreload(standIn, './installs-globals.ts', {
    NODE_ENV: 'production',
    SHOPIFY_STANDIN_ALLOW_PRODUCTION_BUILD: '1',
  });
  expect(JSON.parse(await firstLine(allowed))).toEqual([401, 401, 403]);
});
