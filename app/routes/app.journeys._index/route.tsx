import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { JourneyMap, OnlineToStore } from '#app/components/value/journey-cards.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { readJourneysPage } from '#app/pipeline/journey-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

const DAYS = 365;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readJourneysPage(shop, DAYS)), format: formattingOf(shop) };
}

export default function Journeys() {
  const { arrows, stores, asOf, format } = useLoaderData<typeof loader>();
  return (
    <Page title="Journeys" subtitle="The ways people take between web, stores and desk, over the last year">
      <ValueNav />
      {arrows.length === 0 ? (
        <Card>
          <EmptyState heading="No journeys yet" image="">
            <p>As soon as orders of known buyers are here, so are the ways between them.</p>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="400">
          <AsOf at={asOf} format={format} />
          <JourneyMap arrows={arrows} days={DAYS} format={format} />
          <OnlineToStore stores={stores} format={format} />
        </BlockStack>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
