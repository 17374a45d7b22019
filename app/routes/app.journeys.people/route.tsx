import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Card, DataTable, InlineStack, Link, Page, Pagination } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { count, day, formattingOf, money } from '#app/components/format.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { stepName } from '#app/components/value/journey-cards.tsx';
import { readArrowPeople } from '#app/pipeline/journey-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const params = new URL(request.url).searchParams;
  const arrow = {
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
    days: Math.min(3660, Math.max(1, Number(params.get('days')) || 365)),
    page: Math.min(1000, Math.max(1, Number(params.get('page')) || 1)),
  };
  return { ...(await readArrowPeople(shop, arrow)), arrow, format: formattingOf(shop) };
}

export default function JourneyPeople() {
  const { people, hasNext, arrow, asOf, format } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const turn = (to: number) => setParams({ ...Object.fromEntries(params), page: String(to) });
  return (
    <Page
      title={`${stepName(arrow.from)} → ${stepName(arrow.to)}`}
      subtitle={`Who went this way in the last ${arrow.days} days`}
      backAction={{ content: 'Journeys', url: '/app/journeys' }}
    >
      <AsOf at={asOf} format={format} />
      <Card>
        <DataTable
          columnContentTypes={['text', 'numeric', 'text', 'numeric']}
          headings={['Name', 'Times', 'Last', 'Revenue']}
          rows={people.map((one) => [
            <Link key={one.publicId} url={`/app/profiles/${one.publicId}`}>
              {one.name || 'No name'}
            </Link>,
            count(one.times),
            day(one.lastDay),
            money(one.netMinor, format),
          ])}
          increasedTableDensity
        />
        <InlineStack align="center">
          <Pagination
            hasPrevious={arrow.page > 1}
            hasNext={hasNext}
            onPrevious={() => turn(arrow.page - 1)}
            onNext={() => turn(arrow.page + 1)}
          />
        </InlineStack>
      </Card>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
