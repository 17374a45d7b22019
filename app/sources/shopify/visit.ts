import type { OrderVisit } from '#app/records/types.ts';
import { textOf } from './payload.ts';

/** Longest text that is kept of an address: what is longer names nothing that anybody compares by. */
const LONGEST = 120;
/** An address that cannot be read is read against this one: webhooks give the path only. */
const SHOP = 'https://shop.invalid';

/**
 * The visit that led to an order, out of the page it began on and the page before: `landing_site` and `referring_site` of a webhook,
 * the last visit of the summary in a query. Of the landing page only the path and what marketing wrote into it are kept, of the page
 * before only its host: the rest may name people. Undefined where there was no visit, or none that Shopify knows of.
 */
export function visitOf(landing: unknown, referrer: unknown): OrderVisit | undefined {
  const page = addressOf(landing);
  const before = hostOf(addressOf(referrer));
  if (page === null && before === null) return undefined;
  const said = (name: string) => shortened(page?.searchParams.get(name));
  const own = hostOf(page);
  const from = before === null || before === own ? null : before;
  return {
    landing: page === null ? null : shortened(page.pathname),
    referrer: from,
    source: sourceOf(said, from),
    campaign: said('utm_campaign'),
  };
}

/** Clicks that were paid for and name nobody but the network. */
const PAID_CLICKS: readonly (readonly [parameter: string, source: string])[] = [
  ['gclid', 'google / cpc'],
  ['gbraid', 'google / cpc'],
  ['wbraid', 'google / cpc'],
  ['msclkid', 'bing / cpc'],
];

/** As marketing named it, in small letters, since tools differ in them; else the paid click; else the page before; else direct. */
function sourceOf(said: (name: string) => string | null, referrer: string | null): string {
  const source = said('utm_source')?.toLowerCase();
  if (source) {
    const medium = said('utm_medium')?.toLowerCase();
    return medium ? `${source} / ${medium}` : source;
  }
  const paid = PAID_CLICKS.find(([parameter]) => said(parameter) !== null);
  return paid?.[1] ?? referrer ?? 'direct';
}

function addressOf(value: unknown): URL | null {
  const text = textOf(value)?.trim();
  return text ? URL.parse(text, SHOP) : null;
}

/** Without `www.`; null for the shop's own path. Apps as referrers ("android-app://com.google.android.gm") have hosts too. */
function hostOf(address: URL | null): string | null {
  if (address === null || address.origin === SHOP) return null;
  return shortened(address.hostname.replace(/^www\./, ''));
}

function shortened(text: string | null | undefined): string | null {
  const kept = text?.trim().slice(0, LONGEST);
  return kept ? kept : null;
}
