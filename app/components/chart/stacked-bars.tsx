import { scaleBand, scaleLinear } from 'd3-scale';

export type BarSeries = { name: string; colour: string };
export type Bar = { label: string; shortLabel: string; values: number[] };

type Props = {
  series: readonly BarSeries[];
  bars: readonly Bar[];
  formatValue: (value: number) => string;
  /** Said by screen readers instead of the picture. */
  label: string;
  height?: number;
};

const WIDTH = 720;
const MARGIN = { top: 8, right: 8, bottom: 26, left: 56 };

/** Bars of stacked series over a category or a day, drawn on the server; scales with its container. */
export function StackedBars({ series, bars, formatValue, label, height = 220 }: Props) {
  const x = scaleBand<number>()
    .domain(bars.map((_bar, index) => index))
    .range([MARGIN.left, WIDTH - MARGIN.right])
    .padding(0.2);
  const most = Math.max(1, ...bars.map((bar) => bar.values.reduce((sum, value) => sum + Math.max(0, value), 0)));
  const y = scaleLinear([0, most], [height - MARGIN.bottom, MARGIN.top]).nice(4);
  const every = Math.max(1, Math.ceil(bars.length / 8));
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={label}
        style={{ width: '100%', height: 'auto', display: 'block' }}
      >
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={y(tick)} y2={y(tick)} stroke="#e3e3e3" />
            <text x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end" fontSize="11" fill="#616161">
              {formatValue(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <g key={bar.label}>
            <title>{`${bar.label}: ${bar.values.map((value, nth) => `${series[nth]?.name} ${formatValue(value)}`).join(', ')}`}</title>
            {stack(bar.values).map(([from, to], nth) => (
              <rect
                key={series[nth]?.name}
                x={x(index)}
                width={x.bandwidth()}
                y={y(to)}
                height={Math.max(0, y(from) - y(to))}
                fill={series[nth]?.colour}
              />
            ))}
            {index % every === 0 && (
              <text
                x={(x(index) ?? 0) + x.bandwidth() / 2}
                y={height - 8}
                textAnchor="middle"
                fontSize="11"
                fill="#616161"
              >
                {bar.shortLabel}
              </text>
            )}
          </g>
        ))}
      </svg>
      <Legend series={series} />
    </div>
  );
}

/** Lower and upper edge of each value in a stack; negative values have no height. */
function stack(values: readonly number[]): [number, number][] {
  let top = 0;
  return values.map((value) => {
    const from = top;
    top += Math.max(0, value);
    return [from, top];
  });
}

export function Legend({ series }: { series: readonly BarSeries[] }) {
  return (
    <ul
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: '1rem',
        listStyle: 'none',
        margin: '0.5rem 0 0',
        padding: 0,
        fontSize: 12,
      }}
    >
      {series.map((one) => (
        <li key={one.name} style={{ display: 'flex', alignItems: 'center', gap: '0.4rem' }}>
          <span aria-hidden="true" style={{ width: 12, height: 12, borderRadius: 3, background: one.colour }} />
          {one.name}
        </li>
      ))}
    </ul>
  );
}
