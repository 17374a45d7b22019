import type { LoaderFunctionArgs } from '@remix-run/node';
import { readReportAsk } from '#app/analytics/report-ask.ts';
import { reportFile } from '#app/pipeline/report-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

/** A report as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const ask = readReportAsk(new URL(request.url).searchParams);
  return new Response(await reportFile(shop, ask, actor), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="report-by-${ask.by}.csv"`,
    },
  });
}
