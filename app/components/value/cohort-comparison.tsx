import { BlockStack, Box, Card, DataTable, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { GroupComparison } from '#app/analytics/cohort-groups.ts';
import { CHANNEL_NAMES } from '#app/components/chart/palette.ts';
import { count, type Formatting, percent, shortMoney } from '#app/components/format.ts';

const SPLITS = [
  ['month', 'Month of the first order only'],
  ['channel', 'First channel'],
  ['store', 'First store'],
  ['campaign', 'Campaign, or discount code'],
  ['visit', 'Where they came from'],
  ['product', 'First product'],
  ['discount', 'Discount on the first order'],
  ['source', 'First source'],
] as const;

type Props = {
  by: string;
  comparison: readonly GroupComparison[] | null;
  onBy: (by: string) => void;
  format: Formatting;
};

/** Customers by what their first order was, side by side over their months of age. */
export function CohortComparison({ by, comparison, onBy, format }: Props) {
  const [measure, setMeasure] = useState<'retention' | 'value'>('value');
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Compared by the first order
        </Text>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
          <Box minWidth="220px">
            <Select
              label="By"
              options={SPLITS.map(([value, label]) => ({ value, label }))}
              value={by}
              onChange={onBy}
            />
          </Box>
          <Box minWidth="220px">
            <Select
              label="Figure"
              options={[
                { value: 'value', label: 'Value per customer by then' },
                { value: 'retention', label: 'Share that bought in the month' },
              ]}
              value={measure}
              onChange={(value) => setMeasure(value as 'retention' | 'value')}
            />
          </Box>
        </div>
        {comparison === null ? (
          <Text as="p" tone="subdued">
            Choose what to compare by.
          </Text>
        ) : (
          <>
            <DataTable
              columnContentTypes={['text', ...Array<'numeric'>(13).fill('numeric')]}
              headings={[
                '',
                'Customers',
                ...(comparison[0]?.cells ?? []).map((cell) => (cell.offset === 0 ? 'Same' : `+${cell.offset}`)),
              ]}
              rows={comparison.map((group) => [
                CHANNEL_NAMES[group.value] ?? group.value,
                count(group.customers),
                ...group.cells.map((cell) => textOf(cell, measure, format)),
              ])}
              increasedTableDensity
            />
            <Text as="p" tone="subdued" variant="bodySm">
              Each figure is over the customers whose month of that age is over; younger ones are not yet in it, so a
              row may fall as it goes right.
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function textOf(cell: GroupComparison['cells'][number], measure: string, format: Formatting): string {
  if (measure === 'retention') return percent(cell.retention);
  return cell.cumulativePerHeadMinor === null ? '–' : shortMoney(Math.round(cell.cumulativePerHeadMinor), format);
}
