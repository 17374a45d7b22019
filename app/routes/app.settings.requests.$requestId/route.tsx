import type { LoaderFunctionArgs } from '@remix-run/node';
import { privacyExportFile } from '#app/pipeline/settings-page.server.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { orForbidden } from '#app/web/or-forbidden.ts';
import { readId } from '#app/web/read-id.ts';

/** What was collected for a customer's data request, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const file = await orForbidden(privacyExportFile(shop.shopId, readId(params['requestId']), { actor, staff }));
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
