import { scaleLinear } from 'd3-scale';
import { Legend } from './stacked-bars.tsx';

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

const WIDTH = 720;
const HEIGHT = 220;
const MARGIN = { top: 10, right: 14, bottom: 26, left: 60 };
/** Told apart without colour too. */
const DASHES = ['none', '7 3', '2 3', '10 3 2 3', '5 5', '1 4'];
const BAND_COLOUR = '#cfe0f7';

/** Lines over months or groups, with a band of uncertainty if there is one; drawn on the server, scales with its container. */
export function LineChart({ labels, series, band, formatValue, label }: Props) {
  const told = series.flatMap((one) => one.values).filter((value) => value !== null);
  const most = Math.max(...told, ...(band?.high ?? []), 0);
  const least = Math.min(0, ...told);
  const x = scaleLinear([0, Math.max(1, labels.length - 1)], [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLinear([least, most || 1], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const every = Math.max(1, Math.ceil(labels.length / 7));
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
              {formatValue(tick)}
            </text>
          </g>
        ))}
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
        {labels.map((text, at) =>
          at % every === 0 ? (
            <text key={text} x={x(at)} y={HEIGHT - 8} textAnchor="middle" fontSize="11" fill="#616161">
              {text}
            </text>
          ) : null,
        )}
      </svg>
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
