import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { LineChart } from '#app/components/chart/line-chart.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { count, type Formatting, money } from '#app/components/format.ts';
import type { SpanForecast } from '#app/metrics/forecast-spans.ts';

/** The months to come of all customers the shop has today. */
export function MonthsAhead({ months, format }: { months: readonly SpanForecast[]; format: Formatting }) {
  const first = months[0];
  if (!first) return null;
  const whole = (value: number) => count(Math.round(value));
  const summary = `Today’s customers are expected to place ${whole(first.orders)} orders in the next month, in eight of ten cases ${whole(first.ordersLow)} to ${whole(first.ordersHigh)}. People yet to come are not in it.`;
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
