import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { KPIS, type KpiName } from '#app/analytics/kpis.ts';
import { formattingOf, minorOfMajor } from '#app/components/format.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { GoalCard } from '#app/components/value/goal-card.tsx';
import { KpiCauses, RevenueCauses } from '#app/components/value/kpi-cards.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { dropGoal, keepGoal, readGoalsPage } from '#app/pipeline/kpi-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const params = new URL(request.url).searchParams;
  const days = [30, 90, 365].find((each) => String(each) === params.get('days')) ?? 90;
  const split = ['store', 'source', 'buyer'].find((each) => each === params.get('by')) ?? 'channel';
  return { ...(await readGoalsPage(shop, { days, split })), ask: { days, split }, format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = Object.fromEntries(await request.formData());
  try {
    if (form['intent'] === 'drop') {
      await dropGoal(shop.shopId, Number(form['id']) || 0, actor);
    } else {
      const kpi = String(form['kpi'] ?? '');
      const target = inUnit(kpi, String(form['target'] ?? ''), shop.currency);
      await keepGoal(shop, { kpi, target, dueDay: String(form['dueDay'] ?? '') }, actor);
    }
    return { problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: { field: error.field ?? '', message: error.message } };
  }
}

/** As the figure is kept: shares of one, minor units. Not a number where nothing or something else was typed. */
function inUnit(kpi: string, text: string, currency: string): number {
  const typed = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  const unit = kpi in KPIS ? KPIS[kpi as KpiName].unit : 'number';
  if (unit === 'money') return minorOfMajor(typed, currency);
  return unit === 'share' ? typed / 100 : typed;
}

export default function Goals() {
  const { revenue, changes, goals, ask, asOf, format } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  return (
    <Page title="Goals and causes" subtitle="What moved, why it moved, and where it should go">
      <ValueNav />
      <BlockStack gap="400">
        <AsOf at={asOf} format={format} />
        <RevenueCauses revenue={revenue} days={ask.days} format={format} />
        <GoalCard goals={goals} format={format} />
        <KpiCauses
          changes={changes}
          ask={ask}
          onAsk={({ days, split }) => navigate(`?days=${days}&by=${split}`, { preventScrollReset: true })}
          format={format}
        />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
