import { scaleLinear } from 'd3-scale';
import { CHART, ChartAxes, DASHES } from './chart-axes.tsx';
import { Legend } from './stacked-bars.tsx';
import { useChartWidth } from './use-chart-width.ts';

export type LineSeries = { name: string; colour: string; values: readonly (number | null)[] };
type Band = { name: string; low: readonly number[]; high: readonly number[] };

type Props = {
  /** One per point, left to right. */
  labels: readonly string[];
  series: readonly LineSeries[];
  /** A range drawn behind the lines, of as many points. */
  band?: Band;
  formatValue: (value: number) => string;
  /** Said by screen readers instead of the picture. */
  label: string;
};

const HEIGHT = 220;
const BAND_COLOUR = '#cfe0f7';

/** Lines over months or groups, with a band of uncertainty if there is one; drawn on the server, scales with its container. */
export function LineChart({ labels, series, band, formatValue, label }: Props) {
  const told = series.flatMap((one) => one.values).filter((value) => value !== null);
  const most = Math.max(...told, ...(band?.high ?? []), 0);
  const least = Math.min(0, ...told);
  const { frame, width } = useChartWidth();
  const x = scaleLinear([0, Math.max(1, labels.length - 1)], [CHART.left, width - CHART.right]);
  const y = scaleLinear([least, most || 1], [HEIGHT - CHART.bottom, CHART.top]).nice(4);
  return (
    <div ref={frame}>
      <ChartAxes
        width={width}
        height={HEIGHT}
        y={y}
        formatValue={formatValue}
        marks={labels.map((text, at) => ({ key: text, at: x(at), text }))}
        most={7}
        label={label}
      >
        {band && <path d={areaOf(band, x, y)} fill={BAND_COLOUR} />}
        {series.map((one, nth) => (
          <path
            key={one.name}
            d={pathOf(one.values, x, y)}
            fill="none"
            stroke={one.colour}
            strokeWidth={2}
            strokeDasharray={DASHES[nth % DASHES.length]}
          />
        ))}
      </ChartAxes>
      <Legend series={[...series, ...(band ? [{ name: band.name, colour: BAND_COLOUR }] : [])]} />
    </div>
  );
}

type Scale = (value: number) => number;

function pathOf(values: readonly (number | null)[], x: Scale, y: Scale): string {
  let isOpen = false;
  return values
    .map((value, at) => {
      if (value === null) {
        isOpen = false;
        return '';
      }
      const step = `${isOpen ? 'L' : 'M'}${x(at)},${y(value)}`;
      isOpen = true;
      return step;
    })
    .join('');
}

function areaOf(band: Band, x: Scale, y: Scale): string {
  const over = band.high.map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at)},${y(value)}`);
  const back = band.low.map((value, at) => `L${x(at)},${y(value)}`).reverse();
  return `${[...over, ...back].join('')}Z`;
}
