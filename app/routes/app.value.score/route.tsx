import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Banner, BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf, minorOfMajor } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { TermsForm } from '#app/components/value/terms-form.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { WorthTable } from '#app/components/value/worth-table.tsx';
import { VALUE_PARTS } from '#app/metrics/value-score.ts';
import { keepTerms, readWorthPage } from '#app/pipeline/worth-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const page = Math.min(200, Math.max(1, Number(new URL(request.url).searchParams.get('page')) || 1));
  return { ...(await readWorthPage(shop, page)), page, format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '');
  const weights = Object.fromEntries(VALUE_PARTS.map((part) => [part, text(part)])) as Record<
    (typeof VALUE_PARTS)[number],
    string
  >;
  const cost = text('requestCost').trim().replace(',', '.');
  const requestCostMinor = cost === '' ? null : minorOfMajor(Number(cost), shop.currency);
  try {
    await keepTerms(
      shop.shopId,
      { weights, margin: text('defaultMargin'), discount: text('discount'), requestCostMinor },
      actor,
    );
    return { problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: { field: error.field ?? '', message: error.message } };
  }
}

export default function Score() {
  const { terms, inForce, isFollowing, lines, hasNext, goods, margin, page, format } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  useLivePage(isFollowing || inForce === null, 1500);
  const turn = (to: number) => setParams({ ...Object.fromEntries(params), page: String(to) });
  return (
    <Page title="Value with more than spend" subtitle="What a customer is worth beside what was paid, part by part">
      <ValueNav />
      <BlockStack gap="400">
        {isFollowing && <Banner tone="info" title="People are being scored by the new weights. This page follows." />}
        {lines.length === 0 ? (
          <Card>
            <EmptyState heading="Nobody is scored yet" image="">
              <p>Every night, and after each import, all people who bought are scored; each order counts at once.</p>
            </EmptyState>
          </Card>
        ) : (
          <WorthTable
            lines={lines}
            pagination={{
              hasPrevious: page > 1,
              hasNext,
              onPrevious: () => turn(page - 1),
              onNext: () => turn(page + 1),
            }}
          />
        )}
        <TermsForm terms={terms} goods={goods} margin={margin} format={format} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
