import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { CheckCard } from '#app/components/quality/check-card.tsx';
import { FaultTable } from '#app/components/quality/fault-table.tsx';
import { readFaultsPage } from '#app/pipeline/quality-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const query = new URL(request.url).searchParams;
  const page = Math.max(1, Math.trunc(Number(query.get('page'))) || 1);
  const found = await readFaultsPage(shop, {
    checkKey: params['checkKey'] ?? '',
    sourceId: Number(query.get('source')) || null,
    page,
  });
  if (!found) {
    throw new Response('There is no such check.', { status: 404 });
  }
  return { ...found, page, format: formattingOf(shop) };
}

export default function QualityCheck() {
  const { check, score, sources, faults, hasNext, page, format } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const source = params.get('source') ?? '';
  const rows = `/app/quality/${check.key}/rows${source && `?source=${source}`}`;
  return (
    <Page backAction={{ content: 'Quality', url: '/app/quality' }} title={check.label}>
      <BlockStack gap="400">
        <CheckCard check={check} score={score} sources={sources} source={source} downloadUrl={rows} />
        <Card padding="0">
          <FaultTable faults={faults} subject={check.subject} page={page} hasNext={hasNext} format={format} />
        </Card>
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
