import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDataset } from './sample-dataset.ts';
import { type StandIn, startStandIn } from './start.ts';
import { graphClient } from './testing/graph-client.ts';
import type { LiveShop } from './world/live-shop.ts';

let standIn: StandIn;
let shop: LiveShop;

beforeAll(async () => {
  standIn = await startStandIn({ appToml: null, appUrl: 'http://127.0.0.1:9', webhookRetryDelaysMs: [] });
  shop = standIn.addShop(sampleDataset());
});
afterAll(() => standIn.close());

async function ask(fields: Record<string, unknown>): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${standIn.apiUrl}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-standin-host': shop.domain },
    body: JSON.stringify({ client_id: standIn.apiKey, client_secret: standIn.apiSecret, ...fields }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function exchange(kind: 'offline' | 'online', token?: string) {
  const subject = token ?? String((await standIn.control('session-token')).body.token);
  return ask({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: subject,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: `urn:shopify:params:oauth:token-type:${kind}-access-token`,
    expiring: '1',
  });
}

const refresh = (token: unknown) => ask({ grant_type: 'refresh_token', refresh_token: token });

test('a session token becomes an expiring offline token that opens the Admin API', async () => {
  const { status, body } = await exchange('offline');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    expires_in: 3600,
    scope: expect.stringContaining('read_orders'),
    refresh_token: expect.stringMatching(/^shprt_/),
  });
  const answer = await graphClient(standIn, shop, String(body.access_token))('{shop{name}}');
  expect(answer.data).toEqual({ shop: { name: 'Sample Store' } });
});

test('an online token names the person whose session it is', async () => {
  const { body } = await exchange('online');
  expect(body).toMatchObject({ associated_user: { id: 902541635, account_owner: true } });
});

test('a session token that is forged, late or of another shop is refused with invalid_subject_token', async () => {
  const expired = (await standIn.control('session-token', { seconds: -60 })).body.token as string;
  standIn.addShop(sampleDataset({ handle: 'other-store' }));
  const foreign = (await standIn.control('session-token', { shop: 'other-store' })).body.token as string;
  for (const token of [expired, foreign, `${expired}x`, 'nonsense']) {
    expect(await exchange('offline', token)).toMatchObject({ status: 400, body: { error: 'invalid_subject_token' } });
  }
});

test('the refresh token before the last stays good until the last one is used', async () => {
  const first = (await exchange('offline')).body;
  const second = (await refresh(first.refresh_token)).body;
  const again = await refresh(first.refresh_token);
  expect(again.status).toBe(200);
  expect((await refresh(second.refresh_token)).status).toBe(200);
  expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('expired tokens answer 401 with Shopify’s sentence, and a refresh mends it', async () => {
  const { body } = await exchange('offline');
  await standIn.control('expire-tokens');
  const answer = await graphClient(standIn, shop, String(body.access_token))('{shop{name}}');
  expect(answer.status).toBe(401);
  expect(answer).toMatchObject({
    errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
  });
  const mended = (await refresh(body.refresh_token)).body;
  expect((await graphClient(standIn, shop, String(mended.access_token))('{shop{name}}')).status).toBe(200);
});

test('after an uninstall nothing opens the shop until it is installed again', async () => {
  const { body } = await exchange('offline');
  await standIn.control('uninstall', { shop: shop.domain });
  expect((await graphClient(standIn, shop, String(body.access_token))('{shop{name}}')).status).toBe(401);
  expect((await exchange('offline')).status).toBe(400);
  await standIn.control('install', { shop: shop.domain });
  expect((await exchange('offline')).status).toBe(200);
});
