import { type Glance, readGlance } from '#app/activation/glance.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import { readCatalogue } from '#app/segments/read-catalogue.server.ts';
import { readyMadeSegments } from '#app/segments/ready-made.ts';
import { readSegments } from '#app/segments/segment-store.server.ts';
import { toShopify } from '#app/segments/to-shopify.ts';

/** A template as Shopify's segment editor shows it. */
export type SegmentTemplate = {
  title: string;
  description: string;
  query: string;
  queryToInsert: string;
  createdOn: string;
};

/** Day of the ready-made rules: not new for ever. */
const READY_MADE_ON = '2026-01-01T00:00:00Z';

/** What of the shop's own segments and of the ready-made ones Shopify's editor can say in full. */
export function segmentTemplates(shopId: number): Promise<SegmentTemplate[]> {
  return withShop(shopId, async (tx) => {
    const catalogue = await readCatalogue(tx);
    const own = (await readSegments(tx)).map((segment) => ({
      title: segment.name,
      description: segment.description || 'A segment of yours in Onefold.',
      rule: segment.rule,
      createdOn: segment.updatedAt.toISOString(),
    }));
    const readyMade = readyMadeSegments.flatMap(({ name, sentence, rule }) => {
      const parsed = parseRule(rule, { catalogue });
      return parsed.ok ? [{ title: name, description: sentence, rule: parsed.rule, createdOn: READY_MADE_ON }] : [];
    });
    return [...own, ...readyMade].flatMap(({ title, description, rule, createdOn }) => {
      const { outcome, text } = toShopify(rule, 'legacy', catalogue);
      return outcome === 'exact' && text !== null
        ? [{ title, description, query: text, queryToInsert: text, createdOn }]
        : [];
    });
  });
}

/** The person behind a customer of Shopify, for the customer's page there. */
export function customerGlance(shopId: number, customerId: string): Promise<Glance | null> {
  return withShop(shopId, (tx) => readGlance(tx, customerId));
}
