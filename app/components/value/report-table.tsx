import { BlockStack, Card, DataTable, Link, Text } from '@shopify/polaris';
import { DIMENSIONS, MEASURES, type Measure, type ReportAsk } from '#app/analytics/report-ask.ts';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { CHANNEL_NAMES, SERIES } from '#app/components/chart/palette.ts';
import { StackedBars } from '#app/components/chart/stacked-bars.tsx';
import { count, day, type Formatting, money, shortMoney } from '#app/components/format.ts';
import { monthName } from './month.ts';
import { GROUP_NAMES } from './score-words.ts';

type Row = { key: string } & Record<Measure, number | null>;
type Props = { rows: readonly Row[]; total: Row; ask: ReportAsk; params: string; format: Formatting };

const BARS = 24;

/** The first figure of a report as bars, with the same figures as a table. */
export function ReportChart({ rows, ask, format }: Omit<Props, 'total' | 'params'>) {
  const measure = ask.measures[0]!;
  const shown = ['day', 'week', 'month'].includes(ask.by) ? rows.slice(-BARS) : rows.slice(0, BARS);
  const summary = `${MEASURES[measure].label} by ${DIMENSIONS[ask.by].toLowerCase()}, the last ${ask.days} days.`;
  return (
    <ChartCard
      title={MEASURES[measure].label}
      summary={summary}
      chart={
        <StackedBars
          series={[{ name: MEASURES[measure].label, colour: SERIES[0] }]}
          bars={shown.map((row) => ({
            label: keyText(row.key, ask),
            shortLabel: keyText(row.key, ask).slice(0, 10),
            values: [row[measure] ?? 0],
          }))}
          formatValue={(value) =>
            MEASURES[measure].unit === 'money' ? shortMoney(value, format) : count(Math.round(value))
          }
          label={summary}
        />
      }
      table={
        <FigureTable
          headings={[DIMENSIONS[ask.by], MEASURES[measure].label]}
          rows={shown.map((row) => [keyText(row.key, ask), valueText(row[measure], measure, format)])}
        />
      }
    />
  );
}

/** All figures of a report; each row leads to the orders that it sums. */
export function ReportTable({ rows, total, ask, params, format }: Props) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Figures
        </Text>
        <Text as="p" tone="subdued">
          Open a row to see the orders that it sums. Buyers who are in several rows count once in all of them together.
        </Text>
        <DataTable
          columnContentTypes={['text', ...ask.measures.map(() => 'numeric' as const)]}
          headings={[DIMENSIONS[ask.by], ...ask.measures.map((measure) => MEASURES[measure].label)]}
          rows={[
            ...rows.map((row) => [
              <Link key={row.key} url={`/app/reports/rows?${params}&key=${encodeURIComponent(row.key)}`}>
                {keyText(row.key, ask)}
              </Link>,
              ...ask.measures.map((measure) => valueText(row[measure], measure, format)),
            ]),
            ['All together', ...ask.measures.map((measure) => valueText(total[measure], measure, format))],
          ]}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}

/** What a row stands for, in words. */
export function keyText(key: string, ask: Pick<ReportAsk, 'by'>): string {
  switch (ask.by) {
    case 'month':
      return monthName(key);
    case 'day':
      return day(key);
    case 'week':
      return `Week of ${day(key)}`;
    case 'weekday':
      return key.slice(2);
    case 'channel':
      return CHANNEL_NAMES[key] ?? key;
    case 'group':
      return (GROUP_NAMES as Record<string, string>)[key] ?? key;
    default:
      return key || 'Not known';
  }
}

function valueText(value: number | null, measure: Measure, format: Formatting): string {
  if (value === null) return '–';
  return MEASURES[measure].unit === 'money' ? money(value, format) : count(value);
}
