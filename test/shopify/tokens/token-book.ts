import { randomBytes } from 'node:crypto';

export type AccessToken = {
  token: string;
  kind: 'offline' | 'online';
  userId: string | null;
  /** Epoch ms; null for an offline token that does not expire. */
  expiresAt: number | null;
};

export type RefreshToken = { token: string; expiresAt: number; replaces: string | null };

export type IssuedOffline = { access: AccessToken; refresh: RefreshToken | null };

const REFRESH_LIFE_MS = 90 * 24 * 3_600_000;

/**
 * One shop's tokens. A refresh gives a new pair; the refresh token before it stays good until the new one is used,
 * so a client that lost the answer can ask again.
 */
export class TokenBook {
  #access = new Map<string, AccessToken>();
  #refresh = new Map<string, RefreshToken>();
  #lifeMs: number;

  constructor(lifeSeconds: number) {
    this.#lifeMs = lifeSeconds * 1_000;
  }

  issueOffline(expiring: boolean): IssuedOffline {
    const access = this.#issue('offline', null, expiring);
    return { access, refresh: expiring ? this.#issueRefresh(null) : null };
  }

  issueOnline(userId: string): AccessToken {
    return this.#issue('online', userId, true);
  }

  /** A new pair for a good refresh token; null when it is unknown, expired or already replaced and used. */
  refresh(token: string): IssuedOffline | null {
    const used = this.#refresh.get(token);
    if (!used || used.expiresAt <= Date.now()) return null;
    if (used.replaces !== null) this.#refresh.delete(used.replaces);
    return { access: this.#issue('offline', null, true), refresh: this.#issueRefresh(token) };
  }

  /** The token's record while it is good, else null. */
  check(token: string): AccessToken | null {
    const found = this.#access.get(token);
    if (!found || (found.expiresAt !== null && found.expiresAt <= Date.now())) return null;
    return found;
  }

  /** Makes every access token expire now; refresh tokens stay good. */
  expireAccess(): number {
    for (const access of this.#access.values()) access.expiresAt = Date.now() - 1;
    return this.#access.size;
  }

  /** Forgets every token, as an uninstall does. */
  revokeAll(): number {
    const count = this.#access.size + this.#refresh.size;
    this.#access.clear();
    this.#refresh.clear();
    return count;
  }

  #issue(kind: 'offline' | 'online', userId: string | null, expiring: boolean): AccessToken {
    const prefix = kind === 'offline' ? 'shpat' : 'shpua';
    const access: AccessToken = {
      token: `${prefix}_${randomBytes(16).toString('hex')}`,
      kind,
      userId,
      expiresAt: expiring ? Date.now() + this.#lifeMs : null,
    };
    this.#access.set(access.token, access);
    return access;
  }

  #issueRefresh(replaces: string | null): RefreshToken {
    const refresh = {
      token: `shprt_${randomBytes(16).toString('hex')}`,
      expiresAt: Date.now() + REFRESH_LIFE_MS,
      replaces,
    };
    this.#refresh.set(refresh.token, refresh);
    return refresh;
  }
}
