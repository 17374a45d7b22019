import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { z } from 'zod';
import { formattingOf } from '#app/components/format.ts';
import { ContractCard } from '#app/components/quality/contract-card.tsx';
import { QualityNav } from '#app/components/quality/quality-nav.tsx';
import { readContractsPage, setContract } from '#app/pipeline/file-contracts.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { contracts: await readContractsPage(shop.shopId), format: formattingOf(shop) };
}

const drafts = z.object({
  sourceId: z.coerce.number().int().positive(),
  mode: z.enum(['pass', 'warn', 'hold', 'block']),
  leastRows: z.string().max(12),
  required: z.array(z.string().max(200)).max(500),
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  const { sourceId, ...draft } = drafts.parse({ ...Object.fromEntries(form), required: form.getAll('required') });
  try {
    await setContract(shop.shopId, sourceId, draft, actor);
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message, field: error.field ?? null } }, 422);
    }
    throw error;
  }
}

export default function Contracts() {
  const { contracts, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Quality', url: '/app/quality' }}
      title="File contracts"
      subtitle="What each file must look like, and what becomes of one that does not"
    >
      <BlockStack gap="400">
        <QualityNav />
        {contracts.length === 0 ? (
          <Card>
            <EmptyState heading="No files yet" image="" action={{ content: 'Upload a file', url: '/app/sources' }}>
              <p>Each source that brings files can have a contract here.</p>
            </EmptyState>
          </Card>
        ) : (
          contracts.map((line) => <ContractCard key={line.sourceId} line={line} format={format} />)
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
