import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Button, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { BackfillProgress } from '#app/components/sources/backfill-progress.tsx';
import { HeldSources } from '#app/components/sources/held-sources.tsx';
import { SourceList } from '#app/components/sources/source-list.tsx';
import { UploadCard } from '#app/components/sources/upload-card.tsx';
import { UploadList } from '#app/components/sources/upload-list.tsx';
import { readQuarantinesOf } from '#app/pipeline/quarantine-source.server.ts';
import { readSourcesPage, retryBackfill } from '#app/pipeline/read-sources-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const quarantines = await readQuarantinesOf(shop.shopId);
  return { ...(await readSourcesPage(shop)), quarantines, format: formattingOf(shop), now: new Date() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  await retryBackfill(shop.shopId, actor);
  return null;
}

export default function Sources() {
  const { sources, uploads, backfill, deadLetters, quarantines, format, now } = useLoaderData<typeof loader>();
  const retry = useFetcher();
  useLivePage(backfill.open || uploads.some((one) => one.state === 'importing'), 2000);
  return (
    <Page
      title="Sources"
      subtitle="Where your customer data comes from"
      secondaryActions={[
        { content: 'Books', url: '/app/sources/books' },
        { content: 'Rules', url: '/app/sources/rules' },
        { content: 'Identity', url: '/app/identity' },
        { content: 'Questions about people', url: '/app/identity/review' },
      ]}
    >
      <BlockStack gap="400">
        {deadLetters > 0 && (
          <Banner
            tone="critical"
            title={`${deadLetters} messages from Shopify could not be worked off`}
            action={{ content: 'Look at them', url: '/app/sources/inbox' }}
          />
        )}
        {backfill.limitedToDays !== null && (
          <Banner tone="info" title={`Orders of the last ${backfill.limitedToDays} days only`}>
            <p>
              Shopify shows older orders only to apps that it has approved for it. Figures over all time begin there.
            </p>
          </Banner>
        )}
        <BackfillProgress backfill={backfill} />
        {backfill.failed.length > 0 && (
          <retry.Form method="post">
            <Button submit loading={retry.state !== 'idle'}>
              Fetch the missing history again
            </Button>
          </retry.Form>
        )}
        <HeldSources quarantines={quarantines} />
        <UploadCard />
        <SourceList sources={sources} quarantines={quarantines} now={now} />
        <UploadList uploads={uploads} format={format} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
