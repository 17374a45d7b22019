import type { LoaderFunctionArgs } from '@remix-run/node';
import { privacyExportFile } from '#app/pipeline/settings-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

/** What was collected for a customer's data request, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const file = await privacyExportFile(shop.shopId, Number(params['requestId']) || 0, actor);
  if (!file) {
    throw new Response('There is nothing collected for this request.', { status: 404 });
  }
  return new Response(file.content, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}"`,
    },
  });
}
