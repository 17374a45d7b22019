import type { LoaderFunctionArgs } from '@remix-run/node';
import { refusedRowsFile } from '#app/pipeline/refused-rows-file.server.ts';
import { requireShop } from '#app/shopify.server.ts';

/** The refused rows of an import as a file, to be corrected and uploaded again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const file = await refusedRowsFile(shop.shopId, Number(params['uploadId']) || 0, actor);
  if (!file) {
    throw new Response('This upload does not exist any more.', { status: 404 });
  }
  return new Response(file.content, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}"`,
    },
  });
}
