import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';
import { readSessionToken } from './session-token.ts';
import { staffMember } from './staff.ts';
import type { IssuedOffline } from './token-book.ts';

export type TokenAnswer = { status: number; body: Record<string, unknown> };

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';
const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';

function refuse(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}

/** POST /admin/oauth/access_token: token exchange and refresh, with Shopify's error contract. */
export function answerTokenRequest(world: World, shop: LiveShop, form: Record<string, unknown>): TokenAnswer {
  const { apiKey, apiSecret } = world.options;
  if (form.client_id !== apiKey || form.client_secret !== apiSecret) {
    return refuse(401, 'invalid_client', 'The client id or the client secret is wrong.');
  }
  if (form.grant_type === EXCHANGE) return exchange(world, shop, form);
  if (form.grant_type === 'refresh_token') return refresh(shop, String(form.refresh_token ?? ''));
  return refuse(400, 'unsupported_grant_type', 'Only token exchange and refresh are offered.');
}

function exchange(world: World, shop: LiveShop, form: Record<string, unknown>): TokenAnswer {
  const claims = readSessionToken(world.options, String(form.subject_token ?? ''));
  const wrongShop = claims?.dest !== `https://${shop.domain}`;
  if (!claims || wrongShop || !shop.installed) {
    return refuse(400, 'invalid_subject_token', 'The session token is not valid for this shop.');
  }
  if (form.requested_token_type === ONLINE) return answerOnline(shop, claims.sub);
  if (form.requested_token_type !== OFFLINE) return refuse(400, 'invalid_request', 'Unknown requested_token_type.');
  return answerOffline(shop, shop.tokens.issueOffline(String(form.expiring ?? '0') === '1'));
}

function refresh(shop: LiveShop, token: string): TokenAnswer {
  const issued = shop.installed ? shop.tokens.refresh(token) : null;
  if (!issued) return refuse(400, 'invalid_grant', 'The refresh token is expired or was replaced.');
  return answerOffline(shop, issued);
}

function answerOffline(shop: LiveShop, issued: IssuedOffline): TokenAnswer {
  const body: Record<string, unknown> = { access_token: issued.access.token, scope: shop.scopeText() };
  if (issued.refresh) {
    body.expires_in = secondsUntil(issued.access.expiresAt);
    body.refresh_token = issued.refresh.token;
    body.refresh_token_expires_in = secondsUntil(issued.refresh.expiresAt);
  }
  return { status: 200, body };
}

function answerOnline(shop: LiveShop, userId: string): TokenAnswer {
  const access = shop.tokens.issueOnline(userId);
  return {
    status: 200,
    body: {
      access_token: access.token,
      scope: shop.scopeText(),
      expires_in: secondsUntil(access.expiresAt),
      associated_user_scope: shop.scopeText(),
      associated_user: staffMember(userId),
    },
  };
}

function secondsUntil(instant: number | null): number {
  return Math.max(1, Math.round(((instant ?? 0) - Date.now()) / 1_000));
}
