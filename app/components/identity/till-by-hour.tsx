import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { StackedBars } from '#app/components/chart/stacked-bars.tsx';
import { type Formatting, money, percent, shortMoney } from '#app/components/format.ts';
import type { Share } from './till-shares.tsx';

/** Till revenue over the hours of the day, with and without a person. */
export function TillByHour({ shares, format }: { shares: readonly Share[]; format: Formatting }) {
  const shareOf = (one: Share) => one.anonymousMinor / Math.max(1, one.netMinor);
  const worst = shares.reduce((most, one) => (one.anonymousMinor > most.anonymousMinor ? one : most), shares[0]!);
  const summary = `Most revenue without a person falls between ${worst.label}:00 and ${worst.label}:59: ${money(worst.anonymousMinor, format)}, ${percent(shareOf(worst))} of that hour.`;
  const series = [
    { name: 'Without a person', colour: SERIES[4] },
    { name: 'With a person', colour: SERIES[0] },
  ];
  return (
    <ChartCard
      title="By hour of the day"
      summary={summary}
      chart={
        <StackedBars
          series={series}
          bars={shares.map((one) => ({
            label: `${one.label}:00`,
            shortLabel: one.label,
            values: [one.anonymousMinor, one.netMinor - one.anonymousMinor],
          }))}
          formatValue={(value) => shortMoney(value, format)}
          label={summary}
        />
      }
      table={
        <FigureTable
          headings={['Hour', 'Without a person', 'With a person', 'Share']}
          rows={shares.map((one) => [
            `${one.label}:00`,
            money(one.anonymousMinor, format),
            money(one.netMinor - one.anonymousMinor, format),
            percent(shareOf(one)),
          ])}
        />
      }
    />
  );
}
