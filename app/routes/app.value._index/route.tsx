import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, EmptyState, InlineGrid, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { count, formattingOf, money, percent } from '#app/components/format.ts';
import { KeyFigure } from '#app/components/home/key-figure.tsx';
import { AsOf } from '#app/components/value/as-of.tsx';
import { CohortTableCard } from '#app/components/value/cohort-table-card.tsx';
import { ValueBands } from '#app/components/value/value-bands.tsx';
import { ValueByCohort } from '#app/components/value/value-by-cohort.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { readValuePage } from '#app/pipeline/read-value-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readValuePage(shop)), format: formattingOf(shop) };
}

export default function Value() {
  const { summary, bands, cohorts, asOf, format } = useLoaderData<typeof loader>();
  return (
    <Page title="Value" subtitle="What customers have brought, over every channel and net of returns">
      <ValueNav />
      {summary.customers === 0 ? (
        <Card>
          <EmptyState heading="No orders yet" image="">
            <p>As soon as orders are here, so is what each customer has brought.</p>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="400">
          <AsOf at={asOf} format={format} />
          <InlineGrid columns={{ xs: 1, sm: 2, lg: 4 }} gap="400">
            <KeyFigure
              label="Value per customer"
              value={money(summary.averageMinor, format)}
              note={`half of them below ${money(summary.medianMinor, format)}`}
            />
            <KeyFigure
              label="Customers who bought"
              value={count(summary.customers)}
              note={money(summary.netMinor, format)}
              url="/app/profiles"
            />
            <KeyFigure label="Bought more than once" value={percent(summary.repeatRate, 1)} note="of all who bought" />
            <KeyFigure
              label="Top tenth brings"
              value={percent(summary.topTenthShare)}
              note="of all revenue"
              url="/app/profiles?sort=value+desc"
            />
          </InlineGrid>
          <ValueByCohort cohorts={cohorts} format={format} />
          <CohortTableCard cohorts={cohorts} format={format} />
          <ValueBands bands={bands} customers={summary.customers} format={format} />
        </BlockStack>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
