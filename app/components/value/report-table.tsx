import { BlockStack, Card, DataTable, Link, Text } from '@shopify/polaris';
import { compareRows, growth } from '#app/analytics/compare-report.ts';
import { DIMENSIONS, IN_TIME, MEASURES, type Measure, type ReportAsk } from '#app/analytics/report-ask.ts';
import { COMPARISONS, periodWords } from '#app/analytics/report-period.ts';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { CHANNEL_NAMES, SERIES } from '#app/components/chart/palette.ts';
import { StackedBars } from '#app/components/chart/stacked-bars.tsx';
import { count, day, type Formatting, money, percent, shortMoney } from '#app/components/format.ts';
import { monthName } from './month.ts';
import { GROUP_NAMES } from './score-words.ts';

type Row = { key: string } & Partial<Record<Measure, number | null>>;
type Body = { rows: readonly Row[]; total: Row };
type Props = Body & {
  /** The same report over the days that it is set against, and the address of its rows. */
  before: (Body & { params: string }) | null;
  ask: ReportAsk;
  params: string;
  format: Formatting;
};

const BARS = 24;

/** The first figure of a report as bars, with the same figures as a table. */
export function ReportChart({ rows, total, before, ask, format }: Omit<Props, 'params'>) {
  const measure = ask.measures[0]!;
  const shown = ['day', 'week', 'month'].includes(ask.by) ? rows.slice(-BARS) : rows.slice(0, BARS);
  const whole = before
    ? ` ${valueText(total[measure], measure, format)} in all; ${valueText(before.total[measure], measure, format)} ${AGAINST[ask.against]}${grownText(total[measure], before.total[measure])}.`
    : '';
  const summary = `${MEASURES[measure].label} by ${DIMENSIONS[ask.by].toLowerCase()}, ${periodWords(ask)}.${whole}`;
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
export function ReportTable({ rows, total, before, ask, params, format }: Props) {
  const pairs = compareRows(rows, before?.rows ?? [], IN_TIME.includes(ask.by));
  const cell = (now: Row | null, earlier: Row | null, measure: Measure) => (
    <Figure
      now={now?.[measure]}
      earlier={before ? (earlier?.[measure] ?? null) : undefined}
      measure={measure}
      format={format}
    />
  );
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Figures
        </Text>
        <Text as="p" tone="subdued">
          Open a row to see the orders that it sums. Buyers who are in several rows count once in all of them together.
          {before && ` Below each figure: ${AGAINST[ask.against]}.`}
        </Text>
        <DataTable
          columnContentTypes={['text', ...ask.measures.map(() => 'numeric' as const)]}
          headings={[DIMENSIONS[ask.by], ...ask.measures.map((measure) => MEASURES[measure].label)]}
          rows={[
            ...pairs.map(({ now, before: earlier }) => [
              <BlockStack key={`${now?.key} ${earlier?.key}`}>
                {now && <RowLink row={now} ask={ask} params={params} />}
                {before && earlier && (now === null || now.key !== earlier.key) && (
                  <RowLink row={earlier} ask={ask} params={before.params} />
                )}
                {before && earlier && now?.key === earlier.key && (
                  <RowLink
                    row={earlier}
                    ask={ask}
                    params={before.params}
                    name={COMPARISONS[ask.against].toLowerCase()}
                  />
                )}
              </BlockStack>,
              ...ask.measures.map((measure) => cell(now, earlier, measure)),
            ]),
            ['All together', ...ask.measures.map((measure) => cell(total, before?.total ?? null, measure))],
          ]}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}

/** To follow a figure of then. */
const AGAINST = { none: '', before: 'in the period before', year: 'a year earlier' } as const;

function RowLink({ row, ask, params, name }: { row: Row; ask: ReportAsk; params: string; name?: string }) {
  const what = keyText(row.key, ask);
  return (
    <Link
      url={`/app/reports/rows?${params}&key=${encodeURIComponent(row.key)}`}
      {...(name ? { accessibilityLabel: `${what}, ${name}` } : {})}
    >
      {name ?? what}
    </Link>
  );
}

type FigureProps = {
  now: number | null | undefined;
  /** Undefined: set against nothing. */
  earlier: number | null | undefined;
  measure: Measure;
  format: Formatting;
};

/** A figure, and below it the one that it is set against with what it grew by. */
function Figure({ now, earlier, measure, format }: FigureProps) {
  if (earlier === undefined) return valueText(now, measure, format);
  return (
    <BlockStack>
      <span>{valueText(now, measure, format)}</span>
      <Text as="span" tone="subdued" variant="bodySm">
        {`${valueText(earlier, measure, format)}${grownText(now, earlier)}`}
      </Text>
    </BlockStack>
  );
}

function grownText(now: number | null | undefined, earlier: number | null | undefined): string {
  const by = growth(now, earlier);
  return by === null ? '' : ` (${by > 0 ? '+' : ''}${percent(by)})`;
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

function valueText(value: number | null | undefined, measure: Measure, format: Formatting): string {
  if (value === null || value === undefined) return '–';
  return MEASURES[measure].unit === 'money' ? money(value, format) : count(value);
}
