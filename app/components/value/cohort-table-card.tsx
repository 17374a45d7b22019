import { BlockStack, Card, Scrollable, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { CohortTable } from '#app/analytics/cohort-table.ts';
import { count, type Formatting, percent, shortMoney } from '#app/components/format.ts';
import { monthName } from './month.ts';

type Measure = 'retention' | 'value';

/** Cohorts month by month: who came back, or what they brought by then. Months that are not over are marked. */
export function CohortTableCard({ cohorts, format }: { cohorts: CohortTable; format: Formatting }) {
  const [measure, setMeasure] = useState<Measure>('retention');
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Cohorts
        </Text>
        <div style={{ maxWidth: '22rem' }}>
          <Select
            label="Show"
            options={[
              { label: 'Share that bought in the month', value: 'retention' },
              { label: 'Value per customer by then', value: 'value' },
            ]}
            value={measure}
            onChange={(value) => setMeasure(value as Measure)}
          />
        </div>
        <Scrollable vertical={false} focusable role="region" aria-label="Cohorts by month of first order">
          <table style={{ borderCollapse: 'collapse', fontSize: 12, minWidth: '44rem', width: '100%' }}>
            <thead>
              <tr>
                <th scope="col" style={HEAD}>
                  First order in
                </th>
                <th scope="col" style={{ ...HEAD, textAlign: 'right' }}>
                  Customers
                </th>
                {cohorts.rows[0]?.cells.map((cell) => (
                  <th key={cell.offset} scope="col" style={{ ...HEAD, textAlign: 'right' }}>
                    {cell.offset === 0 ? 'Same' : `+${cell.offset}`}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {cohorts.rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row" style={{ ...CELL, textAlign: 'left', fontWeight: 450 }}>
                    {monthName(row.label)}
                    {row.isLeftCensored ? ' *' : ''}
                  </th>
                  <td style={CELL}>{count(row.customers)}</td>
                  {row.cells.map((cell) => (
                    <Cell key={cell.offset} cell={cell} measure={measure} format={format} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrollable>
        <Text as="p" tone="subdued" variant="bodySm">
          ~ the month is not over. ≈ forecast by the value model, not yet come. * the imported history begins here: some
          of these customers may have bought before.
        </Text>
      </BlockStack>
    </Card>
  );
}

const HEAD = {
  padding: '6px 8px',
  textAlign: 'left',
  borderBottom: '1px solid #ebebeb',
  color: '#616161',
  fontWeight: 450,
} as const;
const CELL = {
  padding: '6px 8px',
  textAlign: 'right',
  borderBottom: '1px solid #f4f4f4',
  whiteSpace: 'nowrap',
} as const;

const PREDICTED = { fontStyle: 'italic', color: '#5a4a9c', background: '#f4f1fb' } as const;

type CellProps = { cell: CohortTable['rows'][number]['cells'][number]; measure: Measure; format: Formatting };

/** Shaded by share, so that a table is read at a glance; the text stays dark enough on every shade. */
function Cell({ cell, measure, format }: CellProps) {
  const text = textOf(cell, measure, format);
  if (text === '') {
    return <td style={CELL} />;
  }
  if (cell.state === 'predicted') {
    return <td style={{ ...CELL, ...PREDICTED }}>{`≈${text}`}</td>;
  }
  const shade = measure === 'retention' && cell.offset > 0 ? Math.min(0.5, (cell.retention ?? 0) * 1.5) : 0;
  return (
    <td style={{ ...CELL, background: `rgba(0, 91, 211, ${shade * 0.5})` }}>
      {`${cell.state === 'incomplete' ? '~' : ''}${text}`}
    </td>
  );
}

/** Empty for what is to come and not forecast. */
function textOf(cell: CellProps['cell'], measure: Measure, format: Formatting): string {
  if (measure === 'retention') {
    return cell.retention === null ? '' : percent(cell.retention);
  }
  const value = cell.state === 'missing' ? null : cell.cumulativePerHeadMinor;
  return value === null ? '' : shortMoney(Math.round(value), format);
}
