import { scaleLinear } from 'd3-scale';
import { CHART, ChartAxes, DASHES } from '#app/components/chart/chart-axes.tsx';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { Legend } from '#app/components/chart/stacked-bars.tsx';
import { useChartWidth } from '#app/components/chart/use-chart-width.ts';
import { type Formatting, instant } from '#app/components/format.ts';
import { DIMENSION_NAMES, shareText } from './quality-words.ts';

type Run = { ranAt: Date; shares: readonly (number | null)[] };

const HEIGHT = 220;
const NAMES = Object.values(DIMENSION_NAMES);
const COLOURS = [...SERIES, '#b0266b'];

/** How each dimension's score went from run to run. */
export function ScoreTrend({ trend, format }: { trend: readonly Run[]; format: Formatting }) {
  const [first, last] = [trend[0]!, trend.at(-1)!];
  const moved = NAMES.map(
    (name, nth) =>
      `${name.toLowerCase()} ${shareText(first.shares[nth] ?? null)} → ${shareText(last.shares[nth] ?? null)}`,
  );
  const summary = `Over the last ${trend.length} checks: ${moved.join(', ')}.`;
  return (
    <ChartCard
      title="Scores over time"
      summary={summary}
      chart={<Lines trend={trend} format={format} label={summary} />}
      table={
        <FigureTable
          headings={['Checked', ...NAMES]}
          rows={[...trend].reverse().map((run) => [instant(run.ranAt, format), ...run.shares.map(shareText)])}
        />
      }
    />
  );
}

function Lines({ trend, format, label }: { trend: readonly Run[]; format: Formatting; label: string }) {
  const { frame, width } = useChartWidth();
  const shares = trend.flatMap((run) => run.shares).filter((share) => share !== null);
  const x = scaleLinear([0, Math.max(1, trend.length - 1)], [CHART.left, width - CHART.right]);
  const y = scaleLinear([Math.max(0, Math.min(...shares, 1) - 0.02), 1], [HEIGHT - CHART.bottom, CHART.top]);
  return (
    <div ref={frame}>
      <ChartAxes
        width={width}
        height={HEIGHT}
        y={y}
        formatValue={shareText}
        marks={trend.map((run, index) => ({
          key: String(run.ranAt.getTime()),
          at: x(index),
          text: instant(run.ranAt, format).replace(/,? \d{4}/, ''),
          anchor: index === 0 ? 'start' : 'middle',
        }))}
        most={5}
        label={label}
      >
        {NAMES.map((name, nth) => (
          <polyline
            key={name}
            fill="none"
            stroke={COLOURS[nth]}
            strokeWidth="2"
            strokeDasharray={DASHES[nth]}
            points={trend
              .map((run, index) => ({ index, share: run.shares[nth] ?? null }))
              .filter((point) => point.share !== null)
              .map((point) => `${x(point.index)},${y(point.share ?? 0)}`)
              .join(' ')}
          />
        ))}
      </ChartAxes>
      <Legend series={NAMES.map((name, nth) => ({ name, colour: COLOURS[nth] ?? '' }))} />
    </div>
  );
}
