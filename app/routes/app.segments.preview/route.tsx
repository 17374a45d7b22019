import type { ActionFunctionArgs } from '@remix-run/node';
import { previewSegment } from '#app/pipeline/segment-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

/** What a rule would hold, while it is written. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const rule = String((await request.formData()).get('rule') ?? '');
  return previewSegment(shop.shopId, rule);
}
