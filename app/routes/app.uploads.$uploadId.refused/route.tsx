import type { LoaderFunctionArgs } from '@remix-run/node';
import { refusedRowsFile } from '#app/pipeline/refused-rows-file.server.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { orForbidden } from '#app/web/or-forbidden.ts';

/** The refused rows of an import as a file, to be corrected and uploaded again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const file = await orForbidden(refusedRowsFile(shop.shopId, Number(params['uploadId']) || 0, { actor, staff }));
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
