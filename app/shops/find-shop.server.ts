import { newDataKey, unwrapDataKey, type WrappedKey, wrapDataKey } from '#app/platform/crypto.server.ts';
import { appPool, type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** What the rest of Onefold needs to know of a tenant. */
export type Shop = {
  shopId: number;
  domain: string;
  name: string;
  /** ISO 4217; all figures across orders are in it. */
  currency: string;
  /** IANA zone; days and months are counted in it. */
  timeZone: string;
  /** ISO 3166-1 alpha-2, the default for phone numbers without a country; null if unknown. */
  country: string | null;
  state: 'installed' | 'uninstalled';
  scopes: string[];
};

const idsByDomain = new Map<string, number>();
const dataKeys = new Map<number, Buffer>();

/** The shop's id, or null if Onefold was never installed there (or has erased it). */
export async function findShopId(domain: string): Promise<number | null> {
  const found = await appPool().query<{ shop_id: number }>('select shop_id from shop_by_domain($1)', [domain]);
  const shopId = found.rows[0]?.shop_id;
  if (shopId === undefined) {
    idsByDomain.delete(domain);
    return null;
  }
  idsByDomain.set(domain, Number(shopId));
  return Number(shopId);
}

/**
 * The same without asking again, for the door that webhooks come in by. Another process may have erased the shop since, and
 * made it anew under another id: whoever cannot write for this one asks \`findShopId\`.
 */
export async function rememberedShopId(domain: string): Promise<number | null> {
  return idsByDomain.get(domain) ?? findShopId(domain);
}

/** The shop's id; the shop is created, with a data key of its own, if it is new. Safe to call by several at once. */
export async function ensureShop(domain: string): Promise<number> {
  const known = await findShopId(domain);
  if (known !== null) {
    return known;
  }
  const key = newDataKey(domain);
  const made = await appPool().query<{ id: number }>('select ensure_shop($1, $2, $3) as id', [
    domain,
    key.wrapped,
    key.keyId,
  ]);
  const shopId = Number(made.rows[0]!.id);
  idsByDomain.set(domain, shopId);
  return shopId;
}

/** Forgets what this process remembers of a shop: after its erasure, its id and key are gone for good. */
export function forgetShop(domain: string, shopId: number): void {
  idsByDomain.delete(domain);
  dataKeys.delete(shopId);
}

type ShopRow = {
  domain: string;
  name: string | null;
  currency: string;
  time_zone: string;
  country: string | null;
  state: 'installed' | 'uninstalled';
  scopes: string[];
};

/** The tenant's row; throws if it does not exist. */
export async function readShop(shopId: number): Promise<Shop> {
  return withShop(shopId, readShopIn);
}

/** The same within a transaction of the tenant. */
export async function readShopIn(tx: Tx): Promise<Shop> {
  const { shopId } = tx;
  const [row] = await tx.rows<ShopRow>(sql`
    select domain, name, currency, time_zone, country, state, scopes from shop where shop_id = ${shopId}`);
  if (!row) {
    throw new Error(`shop ${shopId} does not exist`);
  }
  return {
    shopId,
    domain: row.domain,
    name: row.name ?? row.domain,
    currency: row.currency,
    timeZone: row.time_zone,
    country: row.country,
    state: row.state,
    scopes: row.scopes,
  };
}

/**
 * The shop's data key, unwrapped; remembered for the life of the process. One that the secret before the last rotation has
 * wrapped is wrapped anew, so that the old secret can be thrown away.
 */
export async function shopDataKey(shopId: number): Promise<Buffer> {
  const known = dataKeys.get(shopId);
  if (known) {
    return known;
  }
  const [row] = await withShop(shopId, (tx) =>
    tx.rows<{ domain: string; data_key_wrapped: Buffer; data_key_id: string }>(sql`
      select domain, data_key_wrapped, data_key_id from shop where shop_id = ${shopId}`),
  );
  if (!row) {
    throw new Error(`shop ${shopId} does not exist`);
  }
  const key = unwrapDataKey(row.domain, row.data_key_wrapped, row.data_key_id);
  const anew = wrapDataKey(row.domain, key);
  if (anew.keyId !== row.data_key_id) {
    await withShop(shopId, (tx) => rewrap(tx, row.data_key_id, anew));
  }
  dataKeys.set(shopId, key);
  return key;
}

/** Passes a row that is locked over: whoever holds it may be waiting for this very key. It is wrapped at the next start. */
async function rewrap(tx: Tx, before: string, anew: WrappedKey): Promise<void> {
  await tx.run(sql`
    update shop set data_key_wrapped = ${anew.wrapped}, data_key_id = ${anew.keyId}
    where shop_id in (select s.shop_id from shop s where s.shop_id = ${tx.shopId} and s.data_key_id = ${before} for update skip locked)`);
}

/** The shop's domain; null if the shop does not exist (any more). */
export async function findShopDomain(shopId: number): Promise<string | null> {
  const [row] = await withShop(shopId, (tx) =>
    tx.rows<{ domain: string }>(sql`select domain from shop where shop_id = ${shopId}`),
  );
  return row?.domain ?? null;
}

/** Ids of the shops in which Onefold is installed, for what runs by the clock. */
export async function installedShopIds(): Promise<number[]> {
  const found = await appPool().query<{ shop_id: number }>('select shop_id from installed_shops()');
  return found.rows.map((row) => Number(row.shop_id));
}
