import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { BlockStack, InlineStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { readReportAsk, reportParams } from '#app/analytics/report-ask.ts';
import { formattingOf } from '#app/components/format.ts';
import { DownloadButton } from '#app/components/layout/download-button.tsx';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { ReportComposer } from '#app/components/value/report-composer.tsx';
import { ReportChart, ReportTable } from '#app/components/value/report-table.tsx';
import { SavedReports } from '#app/components/value/saved-reports.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { dropReport, keepReport, readReportPage, scheduleReport } from '#app/pipeline/report-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const ask = readReportAsk(new URL(request.url).searchParams);
  return { ...(await readReportPage(shop, ask)), ask, format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = Object.fromEntries(await request.formData());
  try {
    const id = Number(form['id']) || 0;
    if (form['intent'] === 'drop') await dropReport(shop.shopId, id, actor);
    else if (form['intent'] === 'schedule') {
      const wish = { id, schedule: String(form['schedule'] ?? ''), recipients: String(form['recipients'] ?? '') };
      await scheduleReport(shop.shopId, wish, actor);
    } else {
      const ask = readReportAsk(new URLSearchParams(String(form['params'] ?? '')));
      await keepReport(shop.shopId, String(form['name'] ?? ''), ask, actor);
    }
    return { problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: error.message };
  }
}

export default function Reports() {
  const { rows, total, before, ask, saved, runs, canMail, segments, asOf, format } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const isDue = saved.some((one) => one.schedule !== 'none' && !runs.some((run) => run.reportId === one.id));
  useLivePage(isDue || runs.some((run) => run.mailState === 'waiting'), 2000);
  const params = String(reportParams(ask));
  return (
    <Page title="Reports" subtitle="Any figure by anything, over every channel, down to the orders">
      <ValueNav />
      <BlockStack gap="400">
        <AsOf at={asOf} format={format} />
        <ReportComposer
          ask={ask}
          segments={segments}
          onAsk={(next) => navigate(`?${reportParams(next)}`, { preventScrollReset: true })}
        />
        <ReportChart rows={rows} total={total} before={before} ask={ask} format={format} />
        <ReportTable rows={rows} total={total} before={before} ask={ask} params={params} format={format} />
        <InlineStack>
          <DownloadButton url={`/app/reports/file?${params}`} fallbackName="report.csv">
            Download as a file
          </DownloadButton>
        </InlineStack>
        <SavedReports saved={saved} runs={runs} params={params} canMail={canMail} format={format} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
