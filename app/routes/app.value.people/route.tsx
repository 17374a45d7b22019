import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { PeopleTable } from '#app/components/value/people-table.tsx';
import { groupName } from '#app/components/value/score-words.ts';
import { readPeoplePage } from '#app/pipeline/read-value-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const params = new URL(request.url).searchParams;
  const filter = {
    group: params.get('group') ?? '',
    online: params.get('online') ?? '',
    tier: params.get('tier') ?? '',
    page: Math.min(200, Math.max(1, Number(params.get('page')) || 1)),
  };
  return { ...(await readPeoplePage(shop.shopId, filter)), filter, format: formattingOf(shop) };
}

export default function People() {
  const { lines, hasNext, filter, format } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const turn = (page: number) => setParams({ ...Object.fromEntries(params), page: String(page) });
  const narrowed = [
    filter.group && groupName(filter.group),
    filter.online && `${groupName(filter.online)} without the till`,
    filter.tier && `${filter.tier.toLowerCase()} predicted spend`,
  ].filter(Boolean);
  return (
    <Page
      title="People"
      subtitle={narrowed.join(', ') || 'All scored people'}
      backAction={{ content: 'Groups', url: '/app/value/groups' }}
    >
      <PeopleTable
        lines={lines}
        format={format}
        pagination={{
          hasPrevious: filter.page > 1,
          hasNext,
          onPrevious: () => turn(filter.page - 1),
          onNext: () => turn(filter.page + 1),
        }}
      />
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
