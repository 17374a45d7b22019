import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { StackedBars } from '#app/components/chart/stacked-bars.tsx';
import { count, type Formatting, money, percent, shortMoney } from '#app/components/format.ts';

type Band = { fromMinor: number; toMinor: number | null; people: number; netMinor: number };

/** How many people have brought how much. */
export function ValueBands({
  bands,
  customers,
  format,
}: {
  bands: readonly Band[];
  customers: number;
  format: Formatting;
}) {
  const name = (band: Band) =>
    band.toMinor === null
      ? `${shortMoney(band.fromMinor, format)} and more`
      : `${shortMoney(band.fromMinor, format)} – ${shortMoney(band.toMinor, format)}`;
  const top = bands.at(-1);
  const summary = `${percent(customers > 0 ? (top?.people ?? 0) / customers : null, 1)} of those who bought have brought ${shortMoney(top?.fromMinor ?? 0, format)} or more.`;
  return (
    <ChartCard
      title="How value is spread"
      summary={summary}
      chart={
        <StackedBars
          series={[{ name: 'People', colour: SERIES[0] }]}
          label={summary}
          formatValue={(value) => count(Math.round(value))}
          bars={bands.map((band) => ({
            label: name(band),
            shortLabel: name(band).replace(/ and more$/, '+'),
            values: [band.people],
          }))}
        />
      }
      table={
        <FigureTable
          headings={['Have brought', 'People', 'Revenue']}
          rows={bands.map((band) => [name(band), count(band.people), money(band.netMinor, format)])}
        />
      }
    />
  );
}
