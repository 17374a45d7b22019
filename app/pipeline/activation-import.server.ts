import { fromShopify, type Translated } from '#app/activation/from-shopify.ts';
import { readTargets } from '#app/activation/targets.server.ts';
import { type ShopifySegmentRow, shopifySegment, shopifySegments } from '#app/activation/write-segment.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readCatalogue } from '#app/segments/read-catalogue.server.ts';
import { readSegments, type Segment } from '#app/segments/segment-store.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import { previewSegment } from './preview-segment.server.ts';
import { keepSegment } from './segment-pages.server.ts';

/** A segment of Shopify with what Onefold makes of it. `segmentId` = it is here already; `isOwn` = Onefold put it there. */
export type ImportLine = Translated & {
  shopifyId: string;
  name: string;
  query: string;
  segmentId: number | null;
  isOwn: boolean;
};

/** All segments of the shop in Shopify, each translated. */
export async function readImportPage(shop: Shop, admin: AdminClient): Promise<ImportLine[]> {
  const rows = await shopifySegments(admin);
  return withShop(shop.shopId, (tx) => translate(tx, rows));
}

/** One segment of Shopify, with the people whom its rule finds here; null if it is gone. */
export async function readImportLine(
  shop: Shop,
  shopifyId: string,
  admin: AdminClient,
  signal: AbortSignal,
): Promise<(ImportLine & { members: number | null }) | null> {
  const row = await shopifySegment(admin, shopifyId);
  if (!row) {
    return null;
  }
  const [line] = await withShop(shop.shopId, (tx) => translate(tx, [row]));
  const preview = line!.ruleText === null ? null : await previewSegment(shop.shopId, line!.ruleText, signal);
  return { ...line!, members: preview?.ok ? preview.counts.members : null };
}

async function translate(tx: Tx, rows: readonly ShopifySegmentRow[]): Promise<ImportLine[]> {
  const catalogue = await readCatalogue(tx);
  const segments = await readSegments(tx);
  const targets = await readTargets(tx);
  return rows.map((row) => {
    const translated = fromShopify(row.query, catalogue);
    const own = targets.find((target) => target.segmentGid === row.id);
    return {
      ...translated,
      shopifyId: row.id.slice(row.id.lastIndexOf('/') + 1),
      name: row.name,
      query: row.query,
      segmentId: own?.segmentId ?? broughtIn(segments, row, translated)?.id ?? null,
      isOwn: own !== undefined,
    };
  });
}

/** Rule and name say it: who brings a segment in twice has one. */
function broughtIn(
  segments: readonly Segment[],
  row: ShopifySegmentRow,
  { ruleText }: Translated,
): Segment | undefined {
  return segments.find((one) => one.ruleText === ruleText && one.name === row.name);
}

/** Makes segments of Shopify segments of Onefold; those that are here already stay one. Returns how many are new. */
export async function bringIn(
  shop: Shop,
  shopifyIds: readonly string[],
  actor: string,
  admin: AdminClient,
): Promise<number> {
  const wanted = (await readImportPage(shop, admin)).filter((line) => shopifyIds.includes(line.shopifyId));
  const unsayable = wanted.find((line) => line.ruleText === null);
  if (unsayable) {
    throw new Refusal(
      'activation.cannot_bring_in',
      `“${unsayable.name}” cannot be brought in: ${unsayable.problems[0]}`,
    );
  }
  const fresh = wanted.filter((line) => line.segmentId === null);
  for (const line of fresh) {
    const draft = { name: line.name, description: 'Brought in from Shopify', ruleText: line.ruleText! };
    await keepSegment(shop.shopId, null, draft, actor);
  }
  return fresh.length;
}
