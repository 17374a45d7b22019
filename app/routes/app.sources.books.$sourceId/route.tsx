import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { BooksDays } from '#app/components/sources/books-days.tsx';
import { BooksDifferences } from '#app/components/sources/books-differences.tsx';
import { TotalsUpload } from '#app/components/sources/totals-upload.tsx';
import { readSourceBooks } from '#app/pipeline/read-books-page.server.ts';
import { takeDailyTotals } from '#app/pipeline/take-daily-totals.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';
import { readFirstFile } from '#app/web/read-multipart.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const given = new URL(request.url).searchParams.get('day');
  const chosen = given && /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : null;
  const page = await readSourceBooks(shop.shopId, readId(params['sourceId']), chosen);
  if (!page) {
    throw new Response('This source does not exist.', { status: 404 });
  }
  return { ...page, chosen, format: formattingOf(shop) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const sourceId = readId(params['sourceId']);
  try {
    await readFirstFile(request, (_name, content) => takeDailyTotals(shop, sourceId, content, actor));
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message, remedy: error.remedy ?? null } }, 422);
    }
    throw error;
  }
}

export default function SourceBooks() {
  const { source, days, differences, chosen, format } = useLoaderData<typeof loader>();
  const open = differences.filter((one) => one.state === 'open').length;
  return (
    <Page
      backAction={{ content: 'Books', url: '/app/sources/books' }}
      title={`Books of ${source.name}`}
      subtitle={`Days in the shop’s zone, ${format.timeZone}`}
    >
      <BlockStack gap="400">
        {open > 0 && (
          <Banner tone="warning" title={`${open === 1 ? 'One difference needs' : `${open} differences need`} a look`}>
            <p>Onefold could not make here and there agree by itself.</p>
          </Banner>
        )}
        {source.kind !== 'shopify' && <TotalsUpload sourceName={source.name} />}
        {chosen && <BooksDifferences differences={differences} chosen={chosen} sourceId={source.id} format={format} />}
        <BooksDays days={days} sourceId={source.id} sourceName={source.name} chosen={chosen} format={format} />
        {!chosen && <BooksDifferences differences={differences} chosen={null} sourceId={source.id} format={format} />}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
