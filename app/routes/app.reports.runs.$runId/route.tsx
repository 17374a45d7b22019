import type { LoaderFunctionArgs } from '@remix-run/node';
import { readRun } from '#app/pipeline/report-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

/** A file that was made by schedule. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const run = await readRun(shop.shopId, readId(params['runId']), actor);
  if (run === null) throw new Response('This file is gone.', { status: 404 });
  return new Response(run.file, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="report.csv"; filename*=UTF-8''${encodeURIComponent(run.fileName)}`,
    },
  });
}
