import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** What Shopify says of the shop; null = it does not say. */
export type ShopDetails = {
  name: string | null;
  currency: string | null;
  timeZone: string | null;
  country: string | null;
  email: string | null;
  plan: string | null;
};

/** Takes over what is told and keeps the rest. */
export async function takeOverShopDetails(tx: Tx, details: ShopDetails): Promise<void> {
  await tx.run(sql`
    update shop set name = coalesce(${details.name}, name), currency = coalesce(${details.currency}, currency),
      time_zone = coalesce(${knownZone(details.timeZone)}, time_zone), country = coalesce(${details.country}, country),
      email = coalesce(${details.email}, email), plan = coalesce(${details.plan}, plan)
    where shop_id = ${tx.shopId}`);
}

/** A zone that this runtime does not know would make every day of the shop fail. */
function knownZone(zone: string | null): string | null {
  try {
    return zone ? new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone && zone : null;
  } catch {
    return null;
  }
}

/** Marks the shop as installed; true if it had been uninstalled: what happened meanwhile was told to nobody. */
export async function markInstalled(tx: Tx, scopes: readonly string[]): Promise<boolean> {
  const [before] = await tx.rows<{ state: string }>(
    sql`select state from shop where shop_id = ${tx.shopId} for update`,
  );
  await tx.run(sql`
    update shop set scopes = ${[...scopes]}::text[], state = 'installed', uninstalled_at = null,
      installed_at = case when state = 'installed' then installed_at else now() end
    where shop_id = ${tx.shopId}`);
  return before?.state === 'uninstalled';
}

/** Ends access: tokens go at once, data stays until Shopify asks for its erasure. A late notice of an earlier removal changes nothing. */
export async function uninstall(tx: Tx, at: Date): Promise<void> {
  const ended = await tx.run(sql`
    update shop set state = 'uninstalled', uninstalled_at = ${at} where shop_id = ${tx.shopId} and installed_at <= ${at}`);
  if (ended > 0) {
    await tx.run(sql`delete from session where shop_id = ${tx.shopId}`);
  }
}

/** The scopes that the merchant grants now. */
export async function takeOverScopes(tx: Tx, scopes: readonly string[]): Promise<void> {
  await tx.run(sql`update shop set scopes = ${[...scopes]}::text[] where shop_id = ${tx.shopId}`);
  await tx.run(sql`update session set scope = ${scopes.join(',')} where shop_id = ${tx.shopId} and not is_online`);
}
