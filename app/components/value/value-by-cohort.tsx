import type { CohortTable } from '#app/analytics/cohort-table.ts';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { StackedBars } from '#app/components/chart/stacked-bars.tsx';
import { count, type Formatting, money, shortMoney } from '#app/components/format.ts';
import { monthName } from './month.ts';

/** Lifetime value so far, per customer, by the month of the first order: what came at once, and what came later. */
export function ValueByCohort({ cohorts, format }: { cohorts: CohortTable; format: Formatting }) {
  const rows = cohorts.rows.map((row) => {
    const seen = row.cells.filter((cell) => cell.netMinor !== null && cell.state !== 'predicted');
    const perHead = (from: number, to: number) =>
      seen.slice(from, to).reduce((sum, cell) => sum + (cell.netMinor ?? 0), 0) / Math.max(1, row.customers);
    return {
      label: row.label,
      customers: row.customers,
      first: perHead(0, 1),
      later: perHead(1, seen.length),
      months: seen.length,
    };
  });
  const summary =
    'Each bar is what a customer of that month has brought on average: in the month of the first order, and in up to eleven months after it. Younger months have had less time.';
  return (
    <ChartCard
      title="Lifetime value by month of first order"
      summary={summary}
      chart={
        <StackedBars
          series={[
            { name: 'In the first month', colour: SERIES[0] },
            { name: 'Later', colour: SERIES[3] },
          ]}
          label={summary}
          formatValue={(value) => shortMoney(value, format)}
          bars={rows.map((row) => ({
            label: monthName(row.label),
            shortLabel: monthName(row.label).slice(0, 3),
            values: [row.first, row.later],
          }))}
        />
      }
      table={
        <FigureTable
          headings={['First order in', 'Customers', 'In the first month', 'Later', 'Together', 'Months seen']}
          rows={rows.map((row) => [
            monthName(row.label),
            count(row.customers),
            money(Math.round(row.first), format),
            money(Math.round(row.later), format),
            money(Math.round(row.first + row.later), format),
            row.months,
          ])}
        />
      }
    />
  );
}
