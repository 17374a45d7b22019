import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation } from '@remix-run/react';
import { Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf, plural } from '#app/components/format.ts';
import { ProfileListFilters } from '#app/components/profiles/profile-list-filters.tsx';
import { ProfileTable } from '#app/components/profiles/profile-table.tsx';
import { readProfileList } from '#app/pipeline/read-profile-pages.server.ts';
import { readProfileQuery } from '#app/profiles/profile-query.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const params = new URL(request.url).searchParams;
  const query = readProfileQuery(params);
  const filtered = ['q', 'channel', 'consent', 'source', 'segment', 'merged'].some((key) => params.get(key));
  return { ...(await readProfileList(shop.shopId, query)), query, filtered, format: formattingOf(shop) };
}

export default function Profiles() {
  const { lines, hasNext, total, sources, query, filtered, format } = useLoaderData<typeof loader>();
  const loading = useNavigation().state === 'loading';
  const nothingYet = lines.length === 0 && !filtered;
  return (
    <Page
      title="Profiles"
      subtitle={total === null ? 'More than 10,000 people' : plural(total, 'person', 'people')}
      fullWidth
    >
      <Card padding="0">
        {nothingYet ? (
          <EmptyState heading="Nobody here yet" image="" action={{ content: 'Open sources', url: '/app/sources' }}>
            <p>As soon as Shopify or a file brings customers, each person has one profile here.</p>
          </EmptyState>
        ) : (
          <>
            <ProfileListFilters sources={sources} loading={loading} />
            <ProfileTable
              lines={lines}
              hasNext={hasNext}
              page={query.page}
              format={format}
              emptyTitle="Nobody matches"
            />
          </>
        )}
      </Card>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
