import { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { open, seal } from '#app/platform/crypto.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { ensureShop, findShopId, shopDataKey } from './find-shop.server.ts';

/**
 * Sessions in PostgreSQL, each in its tenant's rows, with both tokens sealed by the shop's own data key.
 * The library's ids name the shop: `offline_{shop}` and `{shop}_{user}`.
 */
export const sessionStorage: SessionStorage = {
  async storeSession(session) {
    const shopId = await ensureShop(session.shop);
    const key = await shopDataKey(shopId);
    const values = toRow(session, key);
    await withShop(shopId, (tx) =>
      tx.prisma.session.upsert({
        where: { shopId_id: { shopId, id: session.id } },
        create: { shopId, id: session.id, ...values },
        update: values,
      }),
    );
    return true;
  },

  async loadSession(id) {
    const domain = shopOfSessionId(id);
    const shopId = domain ? await findShopId(domain) : null;
    if (!domain || shopId === null) {
      return undefined;
    }
    const row = await withShop(shopId, (tx) => tx.prisma.session.findUnique({ where: { shopId_id: { shopId, id } } }));
    return row ? toSession(row, domain, await shopDataKey(shopId)) : undefined;
  },

  async deleteSession(id) {
    return sessionStorage.deleteSessions([id]);
  },

  async deleteSessions(ids) {
    for (const domain of new Set(ids.map(shopOfSessionId))) {
      const shopId = domain ? await findShopId(domain) : null;
      if (shopId !== null) {
        await withShop(shopId, (tx) => tx.prisma.session.deleteMany({ where: { shopId, id: { in: ids } } }));
      }
    }
    return true;
  },

  async findSessionsByShop(domain) {
    const shopId = await findShopId(domain);
    if (shopId === null) {
      return [];
    }
    const key = await shopDataKey(shopId);
    const rows = await withShop(shopId, (tx) => tx.prisma.session.findMany({ where: { shopId }, take: 25 }));
    return rows.map((row) => toSession(row, domain, key));
  },
};

/** `offline_a.myshopify.com` and `a.myshopify.com_42` both belong to a.myshopify.com; null for anything else. */
function shopOfSessionId(id: string): string | null {
  return /^(?:offline_)?([a-z0-9][a-z0-9.-]*\.[a-z]{2,})(?:_\d+)?$/i.exec(id)?.[1] ?? null;
}

function toRow(session: Session, key: Buffer) {
  const user = session.onlineAccessInfo?.associated_user;
  return {
    state: session.state,
    isOnline: session.isOnline,
    scope: session.scope ?? null,
    expiresAt: session.expires ?? null,
    accessToken: seal(key, session.accessToken ?? '', `access-token:${session.id}`),
    refreshToken: session.refreshToken ? seal(key, session.refreshToken, `refresh-token:${session.id}`) : null,
    refreshExpiresAt: session.refreshTokenExpires ?? null,
    userId: user ? String(user.id) : null,
    userName: user ? `${user.first_name} ${user.last_name}`.trim() : null,
    userEmail: user?.email ?? null,
    accountOwner: user?.account_owner ?? false,
    locale: user?.locale ?? null,
  };
}

type SessionRow = {
  id: string;
  state: string;
  isOnline: boolean;
  scope: string | null;
  expiresAt: Date | null;
  accessToken: Uint8Array;
  refreshToken: Uint8Array | null;
  refreshExpiresAt: Date | null;
};

function toSession(row: SessionRow, shop: string, key: Buffer): Session {
  const refreshToken = row.refreshToken && open(key, row.refreshToken, `refresh-token:${row.id}`).toString();
  return new Session({
    id: row.id,
    shop,
    state: row.state,
    isOnline: row.isOnline,
    accessToken: open(key, row.accessToken, `access-token:${row.id}`).toString(),
    ...(row.scope === null ? {} : { scope: row.scope }),
    ...(row.expiresAt ? { expires: row.expiresAt } : {}),
    ...(refreshToken ? { refreshToken } : {}),
    ...(row.refreshExpiresAt ? { refreshTokenExpires: row.refreshExpiresAt } : {}),
  });
}
