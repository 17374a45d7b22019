import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf, plural } from '#app/components/format.ts';
import { MappingVersions } from '#app/components/sources/mapping-versions.tsx';
import { RhythmCard } from '#app/components/sources/rhythm-card.tsx';
import { changeRhythm, readSourcePage } from '#app/pipeline/read-source-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const page = await readSourcePage(shop.shopId, readId(params['sourceId']));
  if (!page) {
    throw new Response('This source does not exist.', { status: 404 });
  }
  return { ...page, format: formattingOf(shop), now: new Date() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const told = String((await request.formData()).get('hours') ?? '');
  try {
    await changeRhythm(shop.shopId, readId(params['sourceId']), told === 'learned' ? null : Number(told), actor);
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: error.message }, 422);
    }
    throw error;
  }
}

export default function SourceRoute() {
  const { source, mappings, format, now } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Sources', url: '/app/sources' }}
      title={source.name}
      subtitle={`${plural(source.records, 'customer record')}, ${plural(source.orders, 'order')}`}
      secondaryActions={[{ content: 'Books', url: `/app/sources/books/${source.id}` }]}
    >
      <BlockStack gap="400">
        <RhythmCard key={`${source.rhythmBy}${source.expectedRhythmHours}`} source={source} now={now} />
        {source.kind !== 'shopify' && <MappingVersions versions={mappings} format={format} />}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
