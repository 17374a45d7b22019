import { BlockStack, Card, Link, Scrollable, Text } from '@shopify/polaris';
import { type Formatting, percent, plural, shortMoney } from '#app/components/format.ts';
import type { RfmGroup } from '#app/metrics/rfm.ts';
import { GROUP_NAMES } from './score-words.ts';

type Sum = { people: number; netMinor: number; predictedMinor: number };
type Row = { level: number; cells: readonly (Sum & { group: RfmGroup })[] };

const LEVELS: Readonly<Record<number, string>> = { 4: 'Most', 3: 'Much', 2: 'Some', 1: 'Little' };
const RECENCY = ['Long ago', '', 'Some time ago', '', 'Just now'] as const;

/** People by how lately they bought and by how often and how much: each cell with its group, people and share of revenue. */
export function RfmGrid({ grid, format }: { grid: readonly Row[]; format: Formatting }) {
  const revenue = grid.flatMap((row) => row.cells).reduce((sum, cell) => sum + cell.netMinor, 0);
  const most = Math.max(1, ...grid.flatMap((row) => row.cells.map((cell) => cell.people)));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Recency against frequency and amount
        </Text>
        <Text as="p" tone="subdued">
          Scores of 1 to 5 are fifths of this shop’s own customers; equals share a score. Darker cells hold more people.
        </Text>
        <Scrollable vertical={false} focusable role="region" aria-label="Grid of recency, frequency and amount">
          <table
            style={{ borderCollapse: 'separate', borderSpacing: 4, minWidth: '42rem', width: '100%', fontSize: 12 }}
          >
            <thead>
              <tr>
                <th scope="col" style={HEAD}>
                  Orders and amount
                </th>
                {[1, 2, 3, 4, 5].map((score) => (
                  <th key={score} scope="col" style={HEAD}>
                    {`Recency ${score}`}
                    <br />
                    <span style={{ fontWeight: 400 }}>{RECENCY[score - 1]}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {grid.map((row) => (
                <tr key={row.level}>
                  <th scope="row" style={{ ...HEAD, textAlign: 'left' }}>
                    {LEVELS[row.level]}
                  </th>
                  {row.cells.map((cell, at) => (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: the five columns never move
                      key={at}
                      style={{ ...CELL, background: `rgba(0, 91, 211, ${0.04 + 0.2 * Math.sqrt(cell.people / most)})` }}
                    >
                      <Link url={`/app/value/people?group=${cell.group}`} monochrome removeUnderline>
                        <strong>{GROUP_NAMES[cell.group]}</strong>
                      </Link>
                      <br />
                      {plural(cell.people, 'person', 'people')}
                      <br />
                      {`${shortMoney(cell.netMinor, format)} · ${percent(revenue > 0 ? cell.netMinor / revenue : null)}`}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrollable>
      </BlockStack>
    </Card>
  );
}

const HEAD = { padding: '4px 8px', color: '#4a4a4a', fontWeight: 550, textAlign: 'center' } as const;
const CELL = { padding: 8, borderRadius: 6, verticalAlign: 'top', color: '#1a1a1a' } as const;
