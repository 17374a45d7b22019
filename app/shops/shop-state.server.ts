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

/** Takes a day of the shop's zone, `YYYY-MM-DD`, as begun; false if it, or a later one, has begun already. */
export async function beginDay(tx: Tx, day: string): Promise<boolean> {
  const begun = await tx.run(sql`
    update shop set night_begun = ${day}::date where shop_id = ${tx.shopId} and (night_begun is null or night_begun < ${day}::date)`);
  return begun > 0;
}

/** Hours after an uninstallation at which Shopify asks for the erasure of a shop, with some to spare. */
const REDACTION_HOURS = 50;

/**
 * Whether the shop was installed anew since the uninstallation that a demand for its erasure is about: it was installed after that,
 * or uses tokens that were given out after. A shop whose notice of uninstallation was lost has neither.
 */
export async function isInstalledAnew(tx: Tx, demandedAt: Date): Promise<boolean> {
  const rows = await tx.rows(sql`
    select from shop s where s.shop_id = ${tx.shopId} and s.state = 'installed' and (
      s.installed_at > ${demandedAt}::timestamptz - ${REDACTION_HOURS}::int * interval '1 hour'
      or exists (select from session k where k.shop_id = s.shop_id and k.expires_at > ${demandedAt}))`);
  return rows.length > 0;
}
