import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Card, DataTable, InlineStack, Link, Page, Pagination } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { DIMENSIONS, readReportAsk, reportParams } from '#app/analytics/report-ask.ts';
import { periodWords } from '#app/analytics/report-period.ts';
import { CHANNEL_NAMES } from '#app/components/chart/palette.ts';
import { day, formattingOf, money, plural } from '#app/components/format.ts';
import { keyText } from '#app/components/value/report-table.tsx';
import { readReportRow } from '#app/pipeline/report-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const params = new URL(request.url).searchParams;
  const ask = readReportAsk(params);
  const page = Math.min(1000, Math.max(1, Number(params.get('page')) || 1));
  const key = params.get('key') ?? '';
  return { ...(await readReportRow(shop, ask, { key, page })), ask, key, page, format: formattingOf(shop) };
}

export default function ReportRows() {
  const { orders, hasNext, count, netMinor, ask, key, page, format } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const turn = (to: number) => setParams({ ...Object.fromEntries(params), page: String(to) });
  return (
    <Page
      title={keyText(key, ask)}
      subtitle={`${DIMENSIONS[ask.by]}, ${periodWords(ask)}: ${plural(count, 'order')}, ${money(netMinor, format)} net of returns`}
      backAction={{ content: 'Report', url: `/app/reports?${reportParams(ask)}` }}
    >
      <Card>
        <DataTable
          columnContentTypes={['text', 'text', 'text', 'text', 'numeric']}
          headings={['Order', 'Day', 'Where', 'Buyer', 'Net']}
          rows={orders.map((order) => [
            order.name,
            day(order.day),
            order.store ?? CHANNEL_NAMES[order.channel] ?? order.channel,
            order.publicId === null ? (
              'Not known'
            ) : (
              <Link key={order.name} url={`/app/profiles/${order.publicId}`}>
                {order.person || 'No name'}
              </Link>
            ),
            money(order.netMinor, format),
          ])}
          increasedTableDensity
        />
        <InlineStack align="center">
          <Pagination
            hasPrevious={page > 1}
            hasNext={hasNext}
            onPrevious={() => turn(page - 1)}
            onNext={() => turn(page + 1)}
          />
        </InlineStack>
      </Card>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
