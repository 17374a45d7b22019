import type { LoaderFunctionArgs } from '@remix-run/node';
import { scoresFile } from '#app/pipeline/quality-scores-file.server.ts';
import { requireShop } from '#app/shopify.server.ts';

/** The scores of the latest run as a file: by check and source, by store, by member of staff. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  return new Response(await scoresFile(shop, actor), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="quality-scores.csv"',
    },
  });
}
