import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Card, EmptyState, IndexTable, Page, Text, useIndexResourceState } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf, instant } from '#app/components/format.ts';
import { readDeadLettersPage, replayDeadLetters } from '#app/pipeline/read-sources-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { letters: await readDeadLettersPage(shop.shopId), format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const ids = (await request.formData()).getAll('id').map(Number).filter(Number.isSafeInteger);
  await replayDeadLetters(shop.shopId, ids.length > 0 ? ids : null, actor);
  return null;
}

export default function DeadLetters() {
  const { letters, format } = useLoaderData<typeof loader>();
  const replay = useFetcher();
  const lines = letters.map((letter) => ({ ...letter, id: String(letter.id) }));
  const { selectedResources, allResourcesSelected, handleSelectionChange } = useIndexResourceState(lines);
  const again = () => {
    const form = new FormData();
    for (const id of selectedResources) {
      form.append('id', id);
    }
    replay.submit(form, { method: 'post' });
  };
  return (
    <Page
      backAction={{ content: 'Sources', url: '/app/sources' }}
      title="Messages that failed"
      subtitle="Messages from Shopify that could not be worked off after several attempts. Nothing of them is lost."
    >
      <Card padding="0">
        {lines.length === 0 ? (
          <EmptyState heading="Everything was worked off" image="">
            <p>Messages that fail again and again wait here for you.</p>
          </EmptyState>
        ) : (
          <IndexTable
            resourceName={{ singular: 'message', plural: 'messages' }}
            itemCount={lines.length}
            selectedItemsCount={allResourcesSelected ? 'All' : selectedResources.length}
            onSelectionChange={handleSelectionChange}
            promotedBulkActions={[{ content: 'Try again', onAction: again }]}
            headings={[{ title: 'Topic' }, { title: 'Received' }, { title: 'Attempts' }, { title: 'Last error' }]}
          >
            {lines.map((letter, index) => (
              <IndexTable.Row
                id={letter.id}
                key={letter.id}
                position={index}
                selected={selectedResources.includes(letter.id)}
              >
                <IndexTable.Cell>{letter.topic}</IndexTable.Cell>
                <IndexTable.Cell>{instant(letter.receivedAt, format)}</IndexTable.Cell>
                <IndexTable.Cell>{letter.attempts}</IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="span" breakWord>
                    {letter.lastError ?? ''}
                  </Text>
                </IndexTable.Cell>
              </IndexTable.Row>
            ))}
          </IndexTable>
        )}
      </Card>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
