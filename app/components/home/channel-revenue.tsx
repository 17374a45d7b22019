import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { CHANNEL_COLOURS } from '#app/components/chart/palette.ts';
import { StackedBars } from '#app/components/chart/stacked-bars.tsx';
import { day, type Formatting, money, shortMoney } from '#app/components/format.ts';

type Day = { day: string; onlineMinor: number; posMinor: number };

const SERIES = [
  { name: 'Online', colour: CHANNEL_COLOURS['online']! },
  { name: 'In store', colour: CHANNEL_COLOURS['pos']! },
];

/** Net revenue of the last thirty days, online and in store. */
export function ChannelRevenue({ days, format }: { days: readonly Day[]; format: Formatting }) {
  const online = days.reduce((sum, one) => sum + one.onlineMinor, 0);
  const pos = days.reduce((sum, one) => sum + one.posMinor, 0);
  const summary = `In the last 30 days ${money(online, format)} came in online and ${money(pos, format)} in store, net of returns.`;
  return (
    <ChartCard
      title="Revenue by channel"
      summary={summary}
      chart={
        <StackedBars
          series={SERIES}
          label={summary}
          formatValue={(value) => shortMoney(value, format)}
          bars={days.map((one) => ({
            label: day(one.day),
            shortLabel: day(one.day).replace(/,? \d{4}$/, ''),
            values: [one.onlineMinor, one.posMinor],
          }))}
        />
      }
      table={
        <FigureTable
          headings={['Day', 'Online', 'In store']}
          rows={[...days]
            .reverse()
            .map((one) => [day(one.day), money(one.onlineMinor, format), money(one.posMinor, format)])}
        />
      }
    />
  );
}
