import { createHmac, randomBytes } from 'node:crypto';
import { signSessionToken } from '../tokens/session-token.ts';
import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';

/** Base64 of "admin.shopify.com/store/<handle>": the real string, which the app's library checks. */
function hostOf(shop: LiveShop): string {
  return Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString('base64').replace(/=+$/, '');
}

/** HMAC of the sorted parameters, hexadecimal, as on every launch. */
function signParameters(parameters: URLSearchParams, secret: string): string {
  const text = [...parameters]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** The address the admin puts into the app's frame: the app's path with the launch parameters. */
export function launchAddress(world: World, shop: LiveShop, path: string, userId: string): string {
  const { options, addresses } = world;
  const url = new URL(path.startsWith('/') ? path : `/${path}`, addresses.tunnelUrl);
  const parameters = new URLSearchParams({
    embedded: '1',
    host: hostOf(shop),
    id_token: signSessionToken(options, shop.domain, userId, options.sessionTokenSeconds),
    locale: 'en',
    session: randomBytes(32).toString('hex'),
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1_000)),
  });
  parameters.set('hmac', signParameters(parameters, options.apiSecret));
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  return url.href;
}
