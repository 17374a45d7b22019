import { Readable } from 'node:stream';
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { faultsFile } from '#app/pipeline/quality-faults-file.server.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { orForbidden } from '#app/web/or-forbidden.ts';

/** All rows that fail a check, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const sourceId = Number(new URL(request.url).searchParams.get('source')) || null;
  const wish = { checkKey: params['checkKey'] ?? '', sourceId };
  const file = await orForbidden(faultsFile(shop, wish, { actor, staff }));
  if (!file) {
    throw new Response('There is no such check.', { status: 404 });
  }
  return new Response(createReadableStreamFromReadable(Readable.from(file.pieces)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}"`,
    },
  });
}
