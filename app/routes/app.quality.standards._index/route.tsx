import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { Banner, BlockStack, Box, Card, Page, Select } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { z } from 'zod';
import { QualityNav } from '#app/components/quality/quality-nav.tsx';
import { StandardsTables } from '#app/components/quality/standards-table.tsx';
import { readStandardsPage, setStandard } from '#app/pipeline/standards-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

/** `source-3` or `store-5`; all others mean everything. */
function scopeOf(text: string | null): { sourceId: number; storeId: number } {
  const [, kind, id] = /^(source|store)-(\d+)$/.exec(text ?? '') ?? [];
  return { sourceId: kind === 'source' ? Number(id) : 0, storeId: kind === 'store' ? Number(id) : 0 };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return readStandardsPage(shop, scopeOf(new URL(request.url).searchParams.get('of')));
}

const drafts = z.object({
  checkKey: z.string().min(1).max(100),
  sourceId: z.coerce.number().int().min(0),
  storeId: z.coerce.number().int().min(0),
  severity: z.enum(['high', 'medium', 'low']),
  owner: z.string().trim().max(100),
  targetPercent: z.string().max(20),
  isActive: z.enum(['true', 'false']).transform((text) => text === 'true'),
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const draft = drafts.parse(Object.fromEntries(await request.formData()));
  try {
    await setStandard(shop.shopId, draft, actor);
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message, field: error.field ?? null } }, 422);
    }
    throw error;
  }
}

export default function Standards() {
  const { scope, lines, sources, stores, unreadable } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const options = [
    { label: 'Everything', value: '' },
    ...sources.map((one) => ({ label: `Source ${one.name}`, value: `source-${one.id}` })),
    ...stores.map((one) => ({ label: `Store ${one.name}`, value: `store-${one.id}` })),
  ];
  const value = scope.storeId ? `store-${scope.storeId}` : scope.sourceId ? `source-${scope.sourceId}` : '';
  const scopeName = options.find((one) => one.value === value)?.label.toLowerCase() ?? 'everything';
  return (
    <Page
      backAction={{ content: 'Quality', url: '/app/quality' }}
      title="Standards"
      subtitle="What good data means here: how each score is computed, how much is asked for, and who cares"
      primaryAction={{ content: 'New check', url: '/app/quality/standards/own' }}
    >
      <BlockStack gap="400">
        <QualityNav />
        {unreadable.map((own) => (
          <Banner
            key={own.id}
            tone="warning"
            title={`“${own.name}” cannot be asked any more: its rule names something that is gone.`}
            action={{ content: 'Change its rule', url: `/app/quality/standards/own?id=${own.id}` }}
          />
        ))}
        <Card>
          <Box maxWidth="320px">
            <Select
              label="Asked of"
              options={options}
              value={value}
              onChange={(next) => navigate(next ? `?of=${next}` : '?', { preventScrollReset: true })}
            />
          </Box>
        </Card>
        <StandardsTables lines={lines} scope={scope} scopeName={scopeName} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
