import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { ReadyMadeSegments } from '#app/components/segments/ready-made-segments.tsx';
import { SegmentList } from '#app/components/segments/segment-list.tsx';
import { readSegmentList } from '#app/pipeline/segment-pages.server.ts';
import { readyMadeSegments } from '#app/segments/ready-made.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { segments: await readSegmentList(shop.shopId), readyMade: readyMadeSegments };
}

export default function Segments() {
  const { segments, readyMade } = useLoaderData<typeof loader>();
  useLivePage(true, segments.some((one) => one.state === 'building') ? 1500 : 6000);
  return (
    <Page
      title="Segments"
      subtitle="Groups of people that follow what happens, within seconds"
      primaryAction={{ content: 'Create segment', url: '/app/segments/new' }}
      secondaryActions={[
        ...(segments.length > 1 ? [{ content: 'Compare', url: '/app/segments/overlap' }] : []),
        { content: 'Bring in from Shopify', url: '/app/segments/import' },
        { content: 'Sent to Shopify', url: '/app/activation' },
      ]}
    >
      <BlockStack gap="400">
        <Card padding="0">
          {segments.length === 0 ? (
            <EmptyState
              heading="No segments yet"
              image=""
              action={{ content: 'Create segment', url: '/app/segments/new' }}
            >
              <p>Start from one below, or write your own: online and in-store, files and consent in one rule.</p>
            </EmptyState>
          ) : (
            <SegmentList segments={segments} />
          )}
        </Card>
        <ReadyMadeSegments segments={readyMade} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
