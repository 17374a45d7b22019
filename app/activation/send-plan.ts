import type { ShopifySegment } from '#app/segments/to-shopify.ts';

/** `native`: Shopify's own segment says the rule. `tag`: the members carry a tag, and Shopify's segment asks for the tag. */
export type Way = 'native' | 'tag';

/** Customers of Shopify that one change of a segment may touch unless a person allows more. */
export const USUAL_CAP = 5000;
export const MOST_CAP = 100_000;

/** Fewer changes at once than this are never implausible. */
const ALWAYS_PLAUSIBLE = 100;
/** Of those who carry the tag, the share that may change at once by itself. */
const PLAUSIBLE_SHARE = 0.25;

/** The tag that members of a segment carry in Shopify: at most 70 characters of at most 255 that Shopify takes. */
export function tagOf(handle: string): string {
  return `onefold:${handle}`;
}

/** Shopify's own way if it says exactly the same, else the tag. */
export function bestWay(native: ShopifySegment): Way {
  return native.outcome === 'exact' && native.notes.length === 0 ? 'native' : 'tag';
}

/** What Shopify's segment says. */
export function queryFor(way: Way, tag: string, native: ShopifySegment): string | null {
  return way === 'tag' ? `customer_tags CONTAINS '${tag}'` : native.text;
}

export type Movement = { changes: number; carried: number; cap: number };

/** Why a change is not carried out without a person; null if it is plausible. */
export function brakeReason({ changes, carried, cap }: Movement): string | null {
  const text = (value: number) => value.toLocaleString('en');
  if (changes > cap) {
    return `${text(changes)} customers would change at once; you allow ${text(cap)}.`;
  }
  if (changes > ALWAYS_PLAUSIBLE && changes > carried * PLAUSIBLE_SHARE) {
    return `${text(changes)} customers would change at once, while ${text(carried)} carry the tag: more than a quarter.`;
  }
  return null;
}

/** Whether a rule asks for the very tag that its members would get: it would move them in and out for ever. */
export function asksForTag(ruleText: string, tag: string): boolean {
  return ruleText.toLowerCase().includes(tag.toLowerCase());
}
