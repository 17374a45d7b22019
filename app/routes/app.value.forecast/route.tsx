import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Badge, Banner, BlockStack, Card, EmptyState, InlineGrid, List, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { ago, count, formattingOf, money, percent } from '#app/components/format.ts';
import { KeyFigure } from '#app/components/home/key-figure.tsx';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { CalibrationCard, ExamTables } from '#app/components/value/exam-table.tsx';
import { MonthsAhead } from '#app/components/value/months-ahead.tsx';
import { GRADES } from '#app/components/value/score-words.ts';
import { TierTable } from '#app/components/value/tier-table.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { askForFit, readForecastPage } from '#app/pipeline/read-value-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readForecastPage(shop)), format: formattingOf(shop), now: new Date() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  await askForFit(shop.shopId, actor);
  return null;
}

export default function Forecast() {
  const { model, totals, format, now } = useLoaderData<typeof loader>();
  const asking = useFetcher();
  const isScoring = model?.state === 'scoring';
  useLivePage(true, isScoring || model === null ? 1500 : 15_000);
  const fit = {
    content: model === null ? 'Learn now' : 'Learn again now',
    loading: asking.state !== 'idle' || isScoring,
    onAction: () => asking.submit(null, { method: 'post' }),
  };
  const title = 'Forecast';
  if (model === null) {
    return (
      <Page title={title}>
        <ValueNav />
        <Card>
          <EmptyState heading="No forecast yet" image="" action={fit}>
            <p>Every night, and after each import, a model learns how customers of this shop buy and leave.</p>
          </EmptyState>
        </Card>
      </Page>
    );
  }
  const grade = GRADES[model.grade];
  const { body } = model;
  return (
    <Page
      title={title}
      titleMetadata={<Badge {...(grade.tone ? { tone: grade.tone } : {})}>{grade.name}</Badge>}
      subtitle={
        isScoring
          ? `${count(model.scored)} of ${count(model.toScore)} people scored`
          : `Learned ${ago(model.fittedAt, now)} from ${count(model.customers)} customers who kept something; each new order counts at once`
      }
      primaryAction={fit}
    >
      <ValueNav />
      <BlockStack gap="400">
        <Banner
          tone={model.grade === 'good' || model.grade === 'fair' ? 'info' : 'warning'}
          title={model.gradeSentence}
        >
          {body.sentences.length > 0 && (
            <List>
              {body.sentences.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          )}
        </Banner>
        {body.model && (
          <InlineGrid columns={{ xs: 1, sm: 2, lg: 4 }} gap="400">
            <KeyFigure
              label="Expected in 12 months"
              value={money(totals.predictedMinor, format)}
              note={`revenue of today’s ${count(model.customers)} customers`}
            />
            <KeyFigure
              label="Expected in 36 months"
              value={money(totals.predicted36Minor, format)}
              note={`worth ${money(totals.worth36Minor, format)} today: ${percent(body.terms.margin)} margin, ${percent(body.terms.monthlyDiscountRate, 1)} off a month`}
            />
            <KeyFigure
              label="Orders in 12 months"
              value={count(Math.round(totals.orders))}
              note={correctionText(body.backTest.totalCorrection)}
            />
            <KeyFigure
              label="Late by their own rhythm"
              value={count(totals.late)}
              note={`${money(totals.lateStakeMinor, format)} a year in danger`}
            />
          </InlineGrid>
        )}
        <MonthsAhead months={body.months} held={body.backTest.monthsHeld} format={format} />
        <TierTable tiers={totals.tiers} format={format} />
        <CalibrationCard backTest={body.backTest} />
        {body.backTest.exams.length > 0 && <ExamTables backTest={body.backTest} />}
      </BlockStack>
    </Page>
  );
}

/** What past misses do to the months below. */
function correctionText(correction: number): string {
  const share = percent(Math.abs(correction - 1), 1);
  return `months below are ${correction >= 1 ? 'raised' : 'lowered'} by ${share}, as past tests missed`;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
