import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { BooksOverview } from '#app/components/sources/books-overview.tsx';
import { BooksRunCard, isComparing } from '#app/components/sources/books-run-card.tsx';
import { askForBooks } from '#app/pipeline/balance-books.server.ts';
import { readBooksPage } from '#app/pipeline/read-books-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readBooksPage(shop)), now: new Date() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const days = Number((await request.formData()).get('days')) || 30;
  await askForBooks(shop, days, actor);
  return null;
}

export default function Books() {
  const { sources, webhooks, now } = useLoaderData<typeof loader>();
  const shopify = sources.find((one) => one.kind === 'shopify');
  useLivePage(isComparing(shopify?.run ?? null), 1500);
  return (
    <Page
      backAction={{ content: 'Sources', url: '/app/sources' }}
      title="Books"
      subtitle="What each source counts, beside what is here. Compared every night and healed by itself."
    >
      <BlockStack gap="400">
        {webhooks && <BooksRunCard run={shopify?.run ?? null} webhooks={webhooks} now={now} />}
        <BooksOverview sources={sources} now={now} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
