import { BlockStack, Card, DataTable, Text } from '@shopify/polaris';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { LineChart } from '#app/components/chart/line-chart.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { count, day, percent } from '#app/components/format.ts';
import type { BackTest, Exam } from '#app/metrics/back-test-value.ts';
import { dayText } from '#app/metrics/score-profiles.ts';
import type { ValueModelKind } from '#app/metrics/value-model-types.ts';

const MODEL_NAMES: Readonly<Record<ValueModelKind, string>> = {
  bg_nbd: 'BG/NBD',
  mbg_nbd: 'MBG/NBD',
  pareto_nbd: 'Pareto/NBD',
  nbd: 'NBD, nobody leaves',
};

/** The marks of every model and of the simple rules, exam by exam. */
export function ExamTables({ backTest }: { backTest: BackTest }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Tests on this shop’s own past
          </Text>
          <Text as="p" tone="subdued">
            {`${backTest.sentence} Each test forecasts a stretch of the past from what was known before it. Total error: orders forecast against orders that came. Error per customer: root mean square. Ranking: the chance that somebody who came back was ranked above somebody who did not; one half is guessing. Ranges: how often the 80 % range held.`}
          </Text>
        </BlockStack>
        {backTest.exams.map((exam) => (
          <BlockStack key={exam.originDay} gap="100">
            <Text as="h3" variant="headingSm">
              {`${day(dayText(exam.originDay))} to ${day(dayText(exam.untilDay))}, ${count(exam.customers)} customers`}
            </Text>
            <DataTable
              columnContentTypes={['text', 'numeric', 'numeric', 'numeric', 'numeric', 'numeric']}
              headings={['', 'Total error', 'Error per customer', 'Correlation', 'Ranking', 'Ranges held']}
              rows={examRows(exam, backTest.chosen)}
              increasedTableDensity
            />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function examRows(exam: Exam, chosen: ValueModelKind | null): (string | number)[][] {
  const figures = (marks: {
    totalError: number | null;
    rmse: number;
    correlation: number | null;
    auc: number | null;
  }) => [
    signed(marks.totalError),
    marks.rmse.toFixed(3),
    marks.correlation?.toFixed(3) ?? '–',
    marks.auc?.toFixed(3) ?? '–',
  ];
  const models = Object.entries(exam.models).flatMap(([kind, marks]) =>
    marks === undefined
      ? []
      : [
          [
            `${MODEL_NAMES[kind as ValueModelKind]}${kind === chosen ? ' (used)' : ''}`,
            ...figures(marks),
            percent(marks.coverage80),
          ],
        ],
  );
  return [
    ...models,
    ['Rule: everybody goes on as so far', ...figures(exam.naive.ownRate), '–'],
    ['Rule: by days since the last order', '–', '–', '–', exam.naive.recencyAuc?.toFixed(3) ?? '–', '–'],
  ];
}

function signed(share: number | null): string {
  return share === null ? '–' : `${share > 0 ? '+' : ''}${percent(share, 1)}`;
}

/** Ten groups of customers from least to most promising: what was forecast for them and what they did. */
export function CalibrationCard({ backTest }: { backTest: BackTest }) {
  const exam = backTest.exams[0];
  const deciles = (backTest.chosen && exam?.models[backTest.chosen]?.deciles) || [];
  if (!exam || deciles.length === 0) return null;
  const [last, first] = [deciles.at(-1)!, deciles[0]!];
  const summary = `Customers in ten groups by forecast. The most promising tenth was forecast ${last.predicted.toFixed(2)} orders each and made ${last.actual.toFixed(2)}; the least promising ${first.predicted.toFixed(2)} and ${first.actual.toFixed(2)}.`;
  return (
    <ChartCard
      title="Forecast against what came"
      summary={summary}
      chart={
        <LineChart
          labels={deciles.map((_decile, at) => `${at + 1}`)}
          series={[
            { name: 'Orders each, forecast', colour: SERIES[0], values: deciles.map((one) => one.predicted) },
            { name: 'Orders each, made', colour: SERIES[1], values: deciles.map((one) => one.actual) },
          ]}
          formatValue={(value) => value.toFixed(1)}
          label={summary}
        />
      }
      table={
        <FigureTable
          headings={['Tenth', 'Customers', 'Forecast', 'Made']}
          rows={deciles.map((one, at) => [
            `${at + 1}`,
            count(one.customers),
            one.predicted.toFixed(3),
            one.actual.toFixed(3),
          ])}
        />
      }
    />
  );
}
