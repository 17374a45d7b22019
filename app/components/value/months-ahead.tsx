import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { LineChart } from '#app/components/chart/line-chart.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { count, type Formatting, money, percent, plural } from '#app/components/format.ts';
import type { BackTest } from '#app/metrics/back-test-value.ts';
import type { SpanForecast } from '#app/metrics/forecast-spans.ts';

/** The months to come of all customers the shop has today. */
export function MonthsAhead({
  months,
  held,
  format,
}: {
  months: readonly SpanForecast[];
  /** In how many months of the tests such ranges would have held. */
  held: BackTest['monthsHeld'];
  format: Formatting;
}) {
  const first = months[0];
  if (!first) return null;
  const whole = (value: number) => count(Math.round(value));
  const summary = `Today’s customers are expected to place ${whole(first.orders)} orders in the next month, in eight of ten cases ${whole(first.ordersLow)} to ${whole(first.ordersHigh)}. People yet to come are not in it.${heldText(held)}`;
  return (
    <ChartCard
      title="Orders of today’s customers, month by month"
      summary={summary}
      chart={
        <LineChart
          labels={months.map((_month, at) => `+${at + 1}`)}
          series={[{ name: 'Expected orders', colour: SERIES[0], values: months.map((month) => month.orders) }]}
          band={{
            name: '80 % range',
            low: months.map((month) => month.ordersLow),
            high: months.map((month) => month.ordersHigh),
          }}
          formatValue={whole}
          label={summary}
        />
      }
      table={
        <FigureTable
          headings={['Month', 'Orders', 'From', 'To', 'Revenue']}
          rows={months.map((month, at) => [
            `+${at + 1}`,
            whole(month.orders),
            whole(month.ordersLow),
            whole(month.ordersHigh),
            month.spend === null ? '–' : money(month.spend, format),
          ])}
        />
      }
    />
  );
}

/** Of the months of the tests on the shop's own past: each range drawn by the misses of all other days. */
function heldText({ held, months }: BackTest['monthsHeld']): string {
  if (months === 0) return ' No month of the past has tested these ranges yet.';
  return ` In the tests on this shop’s own past, below, such ranges would have held ${count(held)} of ${plural(months, 'month')}, ${percent(held / months)}; 80 % is what they are meant to hold, which so few months cannot tell exactly.`;
}
