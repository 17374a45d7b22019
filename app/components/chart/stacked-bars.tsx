import { scaleBand, scaleLinear } from 'd3-scale';
import { CHART, ChartAxes } from './chart-axes.tsx';
import { useChartWidth } from './use-chart-width.ts';

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

/** Bars of stacked series over a category or a day, drawn on the server; as wide as its container. */
export function StackedBars({ series, bars, formatValue, label, height = 220 }: Props) {
  const { frame, width } = useChartWidth();
  const x = scaleBand<number>()
    .domain(bars.map((_bar, index) => index))
    .range([CHART.left, width - CHART.right])
    .padding(0.2);
  const most = Math.max(1, ...bars.map((bar) => bar.values.reduce((sum, value) => sum + Math.max(0, value), 0)));
  const y = scaleLinear([0, most], [height - CHART.bottom, CHART.top]).nice(4);
  return (
    <div ref={frame}>
      <ChartAxes
        width={width}
        height={height}
        y={y}
        formatValue={formatValue}
        marks={bars.map((bar, index) => ({
          key: bar.label,
          at: (x(index) ?? 0) + x.bandwidth() / 2,
          text: bar.shortLabel,
        }))}
        label={label}
      >
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
          </g>
        ))}
      </ChartAxes>
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
