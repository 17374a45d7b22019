import { audit } from '#app/governance/audit.server.ts';
import { listPrivacyRequests, type PrivacyRequestLine } from '#app/governance/list-privacy-requests.server.ts';
import { exportResult } from '#app/governance/privacy-request.server.ts';
import { type AuditLine, readAuditLog } from '#app/governance/read-audit-log.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readSources, type SourceLine } from '#app/sources/read-sources.server.ts';
import { RECENT_DAYS } from '#app/sources/shopify/backfill-plan.server.ts';
import { requireTakeOut, type Taker } from './activation-download.server.ts';

export type SettingsPage = {
  shop: { name: string; domain: string; currency: string; timeZone: string; country: string | null; scopes: string[] };
  /** Days of order history that Shopify shows; null = all of it. */
  historyDays: number | null;
  requests: PrivacyRequestLine[];
  log: AuditLine[];
  sources: SourceLine[];
};

const REQUESTS_SHOWN = 100;
const LOG_LINES_SHOWN = 100;

/** All that the settings page shows. */
export function readSettingsPage(shop: Shop): Promise<SettingsPage> {
  const { name, domain, currency, timeZone, country, scopes } = shop;
  return withShop(shop.shopId, async (tx) => ({
    shop: { name, domain, currency, timeZone, country, scopes },
    historyDays: scopes.includes('read_all_orders') ? null : RECENT_DAYS,
    requests: await listPrivacyRequests(tx, REQUESTS_SHOWN),
    log: await readAuditLog(tx, LOG_LINES_SHOWN),
    sources: await readSources(tx),
  }));
}

/**
 * What was collected for a data request, for the merchant to hand over; null if there is none. Throws a Refusal for whoever may
 * not take people out. The download is audited.
 */
export async function privacyExportFile(
  shopId: number,
  requestId: number,
  by: Taker,
): Promise<{ name: string; content: string } | null> {
  requireTakeOut(by.staff);
  return withShop(shopId, async (tx) => {
    const content = await exportResult(tx, requestId);
    if (content === null) {
      return null;
    }
    await audit(tx, by.actor, 'privacy.export_downloaded', String(requestId));
    return { name: `customer-data-${requestId}.json`, content };
  });
}
