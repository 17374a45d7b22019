import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { CohortComparison } from '#app/components/value/cohort-comparison.tsx';
import { CohortTableCard } from '#app/components/value/cohort-table-card.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { readCohorts } from '#app/pipeline/read-value-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = new URL(request.url).searchParams.get('by') ?? '';
  const by = ['channel', 'store', 'product', 'discount', 'source'].includes(asked) ? asked : 'month';
  return { ...(await readCohorts(shop, by)), by, format: formattingOf(shop) };
}

export default function Cohorts() {
  const { table, comparison, by, asOf, format } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  return (
    <Page title="Cohorts" subtitle="Who began together, who came back, and what they have brought since">
      <ValueNav />
      {table.rows.length === 0 ? (
        <Card>
          <EmptyState heading="No orders yet" image="">
            <p>As soon as orders are here, customers are followed from their first one on.</p>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="400">
          <AsOf at={asOf} format={format} />
          <CohortComparison
            by={by}
            comparison={comparison}
            onBy={(next) => navigate(`?by=${next}`, { preventScrollReset: true })}
            format={format}
          />
          <CohortTableCard cohorts={table} format={format} />
        </BlockStack>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
