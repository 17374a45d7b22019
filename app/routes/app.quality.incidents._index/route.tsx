import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { BlockStack, Card, InlineGrid, Page, Text } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { ClosedDays } from '#app/components/quality/closed-days.tsx';
import { IncidentList } from '#app/components/quality/incident-list.tsx';
import { QualityNav } from '#app/components/quality/quality-nav.tsx';
import { closeStore, readIncidentsPage, reopenStore } from '#app/pipeline/incident-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { todayOf } from '#app/quality/context.server.ts';
import { spanWords } from '#app/quality/incident-words.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const only = new URL(request.url).searchParams.get('show') === 'all' ? 'all' : 'unsolved';
  return { ...(await readIncidentsPage(shop, only)), today: todayOf(shop, new Date()), format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  try {
    if (text('intent') === 'reopen') {
      await reopenStore(shop.shopId, Number(text('closureId')) || 0, actor);
    } else {
      const closure = { fromDay: text('fromDay'), toDay: text('toDay'), reason: text('reason').slice(0, 200) };
      await closeStore(shop.shopId, { ...closure, storeId: Number(text('storeId')) || 0 }, actor);
    }
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message } }, 422);
    }
    throw error;
  }
}

export default function Incidents() {
  const { incidents, times, closures, stores, today, format } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const isAll = params.get('show') === 'all';
  const figures = [
    ['Solved in 90 days', String(times.solved)],
    ['From the first bad day to the notice', times.toNotice === null ? '–' : spanWords(times.toNotice)],
    ['From the notice to the repair', times.toRepair === null ? '–' : spanWords(times.toRepair)],
  ];
  return (
    <Page
      backAction={{ content: 'Quality', url: '/app/quality' }}
      title="Incidents"
      subtitle="One for each cause: what went wrong with the data, what it costs, and who cares for it"
      secondaryActions={[
        isAll
          ? { content: 'Show unsolved only', url: '/app/quality/incidents' }
          : { content: 'Show all', url: '/app/quality/incidents?show=all' },
      ]}
    >
      <BlockStack gap="400">
        <QualityNav />
        <IncidentList
          incidents={incidents}
          format={format}
          emptyTitle={isAll ? 'No incident so far' : 'Nothing waits for you'}
        />
        <Card>
          <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
            {figures.map(([name, value]) => (
              <BlockStack key={name}>
                <Text as="span" tone="subdued">
                  {name}
                </Text>
                <Text as="span" variant="headingMd">
                  {value}
                </Text>
              </BlockStack>
            ))}
          </InlineGrid>
        </Card>
        <ClosedDays closures={closures} stores={stores} today={today} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
