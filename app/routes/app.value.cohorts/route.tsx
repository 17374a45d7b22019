import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { COHORT_SPLITS } from '#app/analytics/cohort-groups.ts';
import { formattingOf } from '#app/components/format.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { CohortComparison } from '#app/components/value/cohort-comparison.tsx';
import { CohortTableCard } from '#app/components/value/cohort-table-card.tsx';
import { PaybackCard } from '#app/components/value/payback-card.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { dropCost, keepCost, readPaybackView } from '#app/pipeline/payback-pages.server.ts';
import { readCohorts } from '#app/pipeline/read-value-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = new URL(request.url).searchParams.get('by');
  const by = COHORT_SPLITS.find((split) => split === asked) ?? 'month';
  const payback = await readPaybackView(shop);
  return { ...(await readCohorts(shop, by)), by, payback, format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '');
  const asking = { shop, staff, actor };
  try {
    if (text('intent') === 'drop-cost') {
      await dropCost(asking, Number(text('id')) || 0);
    } else {
      const typed = { month: text('month'), split: text('split'), value: text('value'), amount: text('amount') };
      await keepCost(asking, typed);
    }
    return data({ problem: null });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = { field: error.field ?? '', message: error.message, remedy: error.remedy ?? null };
    return data({ problem }, 422);
  }
}

export default function Cohorts() {
  const { table, comparison, by, payback, asOf, format } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  return (
    <Page
      title="Cohorts"
      subtitle="Who began together, who came back, what they have brought since, and what they cost"
    >
      <ValueNav />
      {table.rows.length === 0 ? (
        <Card>
          <EmptyState heading="No orders yet" image="">
            <p>As soon as orders are here, customers are followed from their first one on.</p>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="400">
          <AsOf at={asOf} format={format} />
          <CohortComparison
            by={by}
            comparison={comparison}
            onBy={(next) => navigate(`?by=${next}`, { preventScrollReset: true })}
            format={format}
          />
          <PaybackCard payback={payback} format={format} />
          <CohortTableCard cohorts={table} format={format} />
        </BlockStack>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
