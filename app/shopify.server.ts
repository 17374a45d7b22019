import '@shopify/shopify-app-remix/adapters/node';
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from '@shopify/shopify-app-remix/server';
import { findStaff, meetStaff } from '#app/governance/staff.server.ts';
import { mayDecide, type StaffMember } from '#app/governance/staff.ts';
import { installShop } from '#app/pipeline/install-shop.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { log } from '#app/platform/log.server.ts';
import { ensureShop, readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { sessionStorage } from '#app/shops/session-storage.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import { adminClient } from '#app/sources/shopify/admin-client.server.ts';
import { sharedBudget } from '#app/sources/shopify/api-budget.server.ts';

const LEVELS = {
  [LogSeverity.Debug]: 'debug',
  [LogSeverity.Info]: 'info',
  [LogSeverity.Warning]: 'warn',
  [LogSeverity.Error]: 'error',
} as const;

/**
 * The only file that knows Shopify's library. Token exchange (no redirects, no cookies) and expiring offline tokens.
 */
const shopify = shopifyApp({
  apiKey: env().SHOPIFY_API_KEY,
  apiSecretKey: env().SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.July26,
  scopes: env().SCOPES.split(',').filter(Boolean),
  appUrl: env().SHOPIFY_APP_URL,
  authPathPrefix: '/auth',
  sessionStorage,
  distribution: AppDistribution.AppStore,
  // Its own lines go the way of all others.
  logger: { level: LogSeverity.Info, log: (severity, message) => log(LEVELS[severity], `shopify: ${message}`) },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    // Runs again about hourly and in several processes at once: installShop is idempotent.
    afterAuth: async ({ session }) => {
      await installShop(session.shop, session.scope?.split(',') ?? []);
    },
  },
});

export const { authenticate, addDocumentResponseHeaders } = shopify;

/**
 * Who asks, and for which shop: every page's first line. Answers Shopify's own redirects for a session that is missing or
 * over. The actor is Shopify's id of the member of staff, as the audit log keeps it.
 */
export async function requireShop(request: Request): Promise<{ shop: Shop; actor: string }> {
  const { session, sessionToken } = await authenticate.admin(request);
  const shop = await readShop(await ensureShop(session.shop));
  return { shop, actor: `staff:${sessionToken?.sub ?? 'unknown'}` };
}

/**
 * The same with the member of staff who asks, for pages on which roles count. Who that is, and whether the shop is theirs,
 * Shopify says in exchange for their session token, at most once a day.
 */
export async function requireStaff(request: Request): Promise<{ shop: Shop; actor: string; staff: StaffMember }> {
  const { shop, actor } = await requireShop(request);
  const staffId = actor.slice(actor.indexOf(':') + 1);
  const known = await withShop(shop.shopId, (tx) => findStaff(tx, staffId));
  if (known) {
    return { shop, actor, staff: known };
  }
  const introduced = await introduce(shop.domain, request);
  if (introduced === null || String(introduced.id) !== staffId) {
    return { shop, actor, staff: { staffId, name: 'Member of staff', isOwner: false, role: 'reader' } };
  }
  const name = `${introduced.first_name} ${introduced.last_name}`.trim();
  const met = { staffId, name, isOwner: introduced.account_owner };
  return { shop, actor, staff: await withShop(shop.shopId, (tx) => meetStaff(tx, met)) };
}

/** The same for what decides who is who: answers 403 to whoever may not. Pages rest their buttons before it comes to that. */
export async function requireDecider(request: Request): Promise<{ shop: Shop; actor: string }> {
  const { shop, actor, staff } = await requireStaff(request);
  if (!mayDecide(staff)) {
    throw new Response('Who is who is decided by staff with that role. The owner of the shop gives it.', {
      status: 403,
    });
  }
  return { shop, actor };
}

/** Who asks from an extension in Shopify's own pages; whatever is answered has to go through `cors`. */
export async function requireExtension(
  request: Request,
): Promise<{ shop: Shop; actor: string; cors: (response: Response) => Response }> {
  const { cors } = await authenticate.admin(request);
  return { ...(await requireShop(request)), cors };
}

type AssociatedUser = { id: number; first_name: string; last_name: string; account_owner: boolean };

async function introduce(domain: string, request: Request): Promise<AssociatedUser | null> {
  const bearer = request.headers.get('authorization')?.replace(/^Bearer /, '');
  const answer = await fetch(`https://${domain}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      client_id: env().SHOPIFY_API_KEY,
      client_secret: env().SHOPIFY_API_SECRET,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: bearer ?? new URL(request.url).searchParams.get('id_token') ?? '',
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
    }),
    signal: AbortSignal.timeout(10_000),
  });
  const said = answer.ok ? ((await answer.json()) as { associated_user?: AssociatedUser }) : {};
  return said.associated_user ?? null;
}

const RENEW_BEFORE_EXPIRY_MS = 5 * 60_000;

/**
 * The shop's Admin API for work without a person: jobs, backfill, reconciliation. All of them share one token; renewing
 * it is done by one process at a time, since each renewal ends the refresh token before it. And all share one budget of points.
 */
export function getOfflineAdmin(domain: string): AdminClient {
  const token = async (refused?: string) => {
    const session = await sessionStorage.loadSession(`offline_${domain}`);
    const fresh = session?.accessToken && session.accessToken !== refused && !session.isExpired(RENEW_BEFORE_EXPIRY_MS);
    return fresh ? session.accessToken! : renew(domain, refused);
  };
  return adminClient(domain, token, sharedBudget(domain));
}

async function renew(domain: string, refused: string | undefined): Promise<string> {
  return withLock(`token:${domain}`, async () => {
    const session = await sessionStorage.loadSession(`offline_${domain}`);
    if (session && session.accessToken === refused) {
      session.expires = new Date(0);
      await sessionStorage.storeSession(session);
    }
    const context = await shopify.unauthenticated.admin(domain);
    return context.session.accessToken ?? '';
  });
}
