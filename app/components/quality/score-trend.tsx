import { scaleLinear } from 'd3-scale';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { SERIES } from '#app/components/chart/palette.ts';
import { Legend } from '#app/components/chart/stacked-bars.tsx';
import { type Formatting, instant } from '#app/components/format.ts';
import { DIMENSION_NAMES, shareText } from './quality-words.ts';

type Run = { ranAt: Date; shares: readonly (number | null)[] };

const WIDTH = 720;
const HEIGHT = 220;
const MARGIN = { top: 10, right: 12, bottom: 26, left: 56 };
const NAMES = Object.values(DIMENSION_NAMES);
const COLOURS = [...SERIES, '#b0266b'];
/** Told apart without colour too. */
const DASHES = ['none', '7 3', '2 3', '10 3 2 3', '5 5', '12 2', '1 5'];

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
  const shares = trend.flatMap((run) => run.shares).filter((share) => share !== null);
  const x = scaleLinear([0, Math.max(1, trend.length - 1)], [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLinear([Math.max(0, Math.min(...shares, 1) - 0.02), 1], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const every = Math.max(1, Math.ceil(trend.length / 5));
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={label}
        style={{ width: '100%', height: 'auto', display: 'block' }}
      >
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={y(tick)} y2={y(tick)} stroke="#e3e3e3" />
            <text x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end" fontSize="11" fill="#616161">
              {shareText(tick)}
            </text>
          </g>
        ))}
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
        {trend.map(
          (run, index) =>
            index % every === 0 && (
              <text
                key={run.ranAt.getTime()}
                x={x(index)}
                y={HEIGHT - 8}
                textAnchor={index === 0 ? 'start' : 'middle'}
                fontSize="11"
                fill="#616161"
              >
                {instant(run.ranAt, format).replace(/,? \d{4}/, '')}
              </text>
            ),
        )}
      </svg>
      <Legend series={NAMES.map((name, nth) => ({ name, colour: COLOURS[nth] ?? '' }))} />
    </div>
  );
}
