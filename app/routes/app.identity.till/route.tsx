import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { BlockStack, Card, EmptyState, InlineGrid, Page, Select } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { count, formattingOf, money, percent } from '#app/components/format.ts';
import { KeyFigure } from '#app/components/home/key-figure.tsx';
import { ProbableOwners } from '#app/components/identity/probable-owners.tsx';
import { TillByHour } from '#app/components/identity/till-by-hour.tsx';
import { TillShares } from '#app/components/identity/till-shares.tsx';
import { readTillPage } from '#app/pipeline/identity-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

const SPANS = [
  { label: 'Last 30 days', value: '30' },
  { label: 'Last 90 days', value: '90' },
  { label: 'Last 365 days', value: '365' },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = new URL(request.url).searchParams.get('days') ?? '90';
  const days = SPANS.some(({ value }) => value === asked) ? Number(asked) : 90;
  return { days, ...(await readTillPage(shop.shopId, days)), format: formattingOf(shop) };
}

export default function AnonymousTill() {
  const { days, till, owners, format } = useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const { total, byStore, byStaff, byHour } = till;
  return (
    <Page
      backAction={{ content: 'Identity', url: '/app/identity' }}
      title="Anonymous till"
      subtitle="Sales in store with no person behind them: what no profile, segment or value can count"
    >
      <BlockStack gap="400">
        <Card>
          <Select label="Time" options={SPANS} value={String(days)} onChange={(value) => setParams({ days: value })} />
        </Card>
        {total.sales === 0 ? (
          <Card>
            <EmptyState
              heading="No till sales in this time"
              image=""
              action={{ content: 'Connect a till', url: '/app/sources' }}
            >
              <p>Import the till’s sales to see how many of them have a person behind them.</p>
            </EmptyState>
          </Card>
        ) : (
          <>
            <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
              <KeyFigure
                label="Till revenue without a person"
                value={percent(total.anonymousMinor / Math.max(1, total.netMinor))}
                note={`${money(total.anonymousMinor, format)} of ${money(total.netMinor, format)}`}
              />
              <KeyFigure
                label="Sales without a person"
                value={count(total.anonymousSales)}
                note={`of ${count(total.sales)}`}
              />
              <KeyFigure
                label="Average anonymous sale"
                value={money(Math.round(total.anonymousMinor / Math.max(1, total.anonymousSales)), format)}
                note="net of refunds"
              />
            </InlineGrid>
            <TillShares title="By store" heading="Store" shares={byStore} format={format} />
            <TillByHour shares={byHour} format={format} />
            <ProbableOwners owners={owners} format={format} />
            <TillShares title="By who stood at the till" heading="Member of staff" shares={byStaff} format={format} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
