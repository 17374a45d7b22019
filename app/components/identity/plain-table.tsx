import type { ReactNode } from 'react';

/** The first cell of a row is text and names it. */
type Props = { label: string; headings: string[]; rows: ReactNode[][] };

const CELL = { padding: '6px 8px', borderTop: '1px solid #ebebeb', verticalAlign: 'top' } as const;

/** A small table that wraps instead of scrolling sideways; figures to the right, the first column names the row. */
export function PlainTable({ label, headings, rows }: Props) {
  const alignOf = (at: number) => (at > 0 && /^[^a-z]*\d/i.test(textOf(rows[0]?.[at])) ? 'right' : 'left');
  return (
    <table aria-label={label} style={{ width: '100%', borderCollapse: 'collapse', fontSize: 13 }}>
      <thead>
        <tr>
          {headings.map((heading, at) => (
            <th key={heading} scope="col" style={{ padding: '6px 8px', textAlign: alignOf(at), fontWeight: 550 }}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(textOf).join('|')}>
            <th scope="row" style={{ ...CELL, textAlign: 'left', fontWeight: 400, overflowWrap: 'anywhere' }}>
              {row[0]}
            </th>
            {row.slice(1).map((cell, at) => (
              <td
                key={headings[at + 1]}
                style={{ ...CELL, textAlign: alignOf(at + 1), fontVariantNumeric: 'tabular-nums' }}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function textOf(cell: ReactNode): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}
