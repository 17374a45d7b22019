import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, EmptyState, InlineStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { ago, formattingOf } from '#app/components/format.ts';
import { DownloadButton } from '#app/components/layout/download-button.tsx';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { CheckTable } from '#app/components/quality/check-table.tsx';
import { DimensionScores } from '#app/components/quality/dimension-scores.tsx';
import { IgnoredChecks } from '#app/components/quality/ignored-checks.tsx';
import { IncidentList } from '#app/components/quality/incident-list.tsx';
import { MoneyCard } from '#app/components/quality/money-card.tsx';
import { PrintPage } from '#app/components/quality/print-page.tsx';
import { QualityNav } from '#app/components/quality/quality-nav.tsx';
import { FieldScores, SourceScores } from '#app/components/quality/score-tables.tsx';
import { ScoreTrend } from '#app/components/quality/score-trend.tsx';
import { StaffScores, StoreScores, WorstOffenders } from '#app/components/quality/staff-tables.tsx';
import { TrustCard } from '#app/components/quality/trust-card.tsx';
import { HeldSources } from '#app/components/sources/held-sources.tsx';
import { readQualityPage } from '#app/pipeline/quality-dashboard.server.ts';
import { askForQualityRun } from '#app/pipeline/quality-pages.server.ts';
import { readQuarantinesOf } from '#app/pipeline/quarantine-source.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const quarantines = await readQuarantinesOf(shop.shopId);
  return { ...(await readQualityPage(shop)), quarantines, format: formattingOf(shop), now: new Date() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  await askForQualityRun(shop.shopId, actor);
  return null;
}

export default function Quality() {
  const { trust, incidents, run, ignored, trend, waiting, failed, quarantines, format, now } =
    useLoaderData<typeof loader>();
  const asking = useFetcher();
  const busy = waiting || asking.state !== 'idle';
  useLivePage(true, waiting ? 1000 : 10_000);
  const checkNow = { content: 'Check now', loading: busy, onAction: () => asking.submit(null, { method: 'post' }) };
  const subtitle = run
    ? `Last checked ${ago(run.ranAt, now)}, in ${(run.milliseconds / 1000).toFixed(1)} seconds`
    : 'Can today’s data be trusted?';
  return (
    <Page title="Quality" subtitle={subtitle} primaryAction={run ? checkNow : undefined}>
      <BlockStack gap="400">
        <QualityNav />
        {failed && <Banner tone="warning" title="The last check could not be finished. It is tried again by itself." />}
        <HeldSources quarantines={quarantines} />
        {run ? (
          <>
            {trust && <TrustCard trust={trust} format={format} />}
            {incidents.length > 0 && <IncidentList incidents={incidents} format={format} emptyTitle="" />}
            <DimensionScores overall={run.overall} dimensions={run.dimensions} checks={run.checks} />
            <MoneyCard money={run.money} format={format} />
            <CheckTable checks={run.checks} format={format} />
            <IgnoredChecks ignored={ignored} />
            {trend.length > 1 && <ScoreTrend trend={trend} format={format} />}
            <SourceScores sources={run.sources} />
            <StoreScores stores={run.stores} />
            <StaffScores staff={run.staff} />
            <WorstOffenders worst={run.worst} />
            <FieldScores fields={run.fields} />
            <InlineStack gap="200">
              <DownloadButton url="/app/quality/scores" fallbackName="quality-scores.csv">
                Download the scores
              </DownloadButton>
              <PrintPage />
            </InlineStack>
          </>
        ) : (
          <Card>
            <EmptyState heading="Not checked yet" image="" action={checkNow}>
              <p>
                Checks look for what is missing, wrong, contradictory, double or out of date, and say what it costs.
              </p>
            </EmptyState>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
