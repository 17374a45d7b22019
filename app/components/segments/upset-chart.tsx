import { count } from '#app/components/format.ts';

type Props = {
  segments: readonly { id: number; name: string }[];
  combinations: readonly { segments: readonly number[]; people: number }[];
  label: string;
};

const [LEFT, BAR_TOP, BAR_HEIGHT, ROW, COLUMN] = [190, 18, 140, 24, 34];
const [STRONG, FAINT] = ['#2c6ecb', '#d9d9d9'];

/**
 * How many sets share people: a bar for each combination, dots for the sets that make it up (UpSet: Lex et al. 2014). Circles
 * cannot show more than three.
 */
export function UpsetChart({ segments, combinations, label }: Props) {
  const most = Math.max(1, ...combinations.map(({ people }) => people));
  const rowsTop = BAR_TOP + BAR_HEIGHT + 16;
  const [width, height] = [LEFT + combinations.length * COLUMN + 20, rowsTop + segments.length * ROW + 4];
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} style={{ maxWidth: width, width: '100%' }}>
      {segments.map((segment, row) => (
        <text key={segment.id} x={LEFT - 14} y={rowsTop + row * ROW + 16} textAnchor="end" fontSize="12" fill="#303030">
          {segment.name.length > 28 ? `${segment.name.slice(0, 27)}…` : segment.name}
        </text>
      ))}
      {combinations.map((combination, column) => {
        const x = LEFT + column * COLUMN + COLUMN / 2;
        const size = (combination.people / most) * BAR_HEIGHT;
        const rows = segments.flatMap(({ id }, row) => (combination.segments.includes(id) ? [row] : []));
        const y = (row: number) => rowsTop + row * ROW + 12;
        return (
          <g key={combination.segments.join(' ')}>
            <rect x={x - 11} y={BAR_TOP + BAR_HEIGHT - size} width={22} height={size} fill={STRONG} />
            <text x={x} y={BAR_TOP + BAR_HEIGHT - size - 4} textAnchor="middle" fontSize="11" fill="#303030">
              {count(combination.people)}
            </text>
            {rows.length > 1 && (
              <line x1={x} x2={x} y1={y(rows[0]!)} y2={y(rows.at(-1)!)} stroke={STRONG} strokeWidth="2" />
            )}
            {segments.map(({ id }, row) => (
              <circle key={id} cx={x} cy={y(row)} r={6} fill={combination.segments.includes(id) ? STRONG : FAINT} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}
