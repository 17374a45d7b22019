import type { ActionFunctionArgs } from '@remix-run/node';
import { previewDifferences, previewSegment } from '#app/pipeline/preview-segment.server.ts';
import { requireShop } from '#app/shopify.server.ts';

/** What a rule would hold, while it is written; a request that is given up ends its statements too. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const form = await request.formData();
  const rule = String(form.get('rule') ?? '');
  return form.get('intent') === 'differences'
    ? previewDifferences(shop.shopId, rule, request.signal)
    : previewSegment(shop.shopId, rule, request.signal);
}
