import { FULL_WIDTH } from './use-chart-width.ts';

/** The room of every chart for what is written beside it, in units. */
export const CHART = { left: 60, right: 14, top: 10, bottom: 26 } as const;
/** Lines told apart without colour too. */
export const DASHES = ['none', '7 3', '2 3', '10 3 2 3', '5 5', '1 4', '12 2'] as const;

type Scale = { (value: number): number; ticks(count: number): number[] };
type Mark = { key: string; at: number; text: string; anchor?: 'start' | 'middle' };

type Props = {
  /** Of `useChartWidth`. */
  width: number;
  height: number;
  y: Scale;
  formatValue: (value: number) => string;
  /** Below, left to right; as many as there is room for are written. */
  marks: readonly Mark[];
  /** About how many at full width. */
  most?: number;
  /** Said by screen readers instead of the picture. */
  label: string;
  children: React.ReactNode;
};

/** The frame of a chart: lines and figures of its height, what stands below; drawn on the server, scales with its container. */
export function ChartAxes({ width, height, y, formatValue, marks, most = 8, label, children }: Props) {
  const every = Math.max(1, Math.ceil((marks.length * FULL_WIDTH) / (most * width)));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      style={{ width: '100%', height: 'auto', display: 'block' }}
    >
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={CHART.left} x2={width - CHART.right} y1={y(tick)} y2={y(tick)} stroke="#e3e3e3" />
          <text x={CHART.left - 6} y={y(tick) + 4} textAnchor="end" fontSize="11" fill="#616161">
            {formatValue(tick)}
          </text>
        </g>
      ))}
      {children}
      {marks.map(({ key, at, text, anchor = 'middle' }, nth) =>
        nth % every === 0 ? (
          <text key={key} x={at} y={height - 8} textAnchor={anchor} fontSize="11" fill="#616161">
            {text}
          </text>
        ) : null,
      )}
    </svg>
  );
}
