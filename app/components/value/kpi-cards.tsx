import { BlockStack, Box, Card, DataTable, Select, Text } from '@shopify/polaris';
import { KPIS, type KpiChange, type KpiName, type RevenueChange } from '#app/analytics/kpis.ts';
import { CHANNEL_NAMES } from '#app/components/chart/palette.ts';
import { type Formatting, money, percent } from '#app/components/format.ts';

const CAUSES = {
  buyers: 'More or fewer known buyers',
  orders: 'Orders of each buyer',
  value: 'Value of each order',
  unknown: 'Buyers who are not known',
} as const;

/** A figure in its own unit. */
export function kpiText(kpi: KpiName, value: number | null, format: Formatting): string {
  if (value === null) return '–';
  const { unit } = KPIS[kpi];
  if (unit === 'money') return money(Math.round(value), format);
  return unit === 'share' ? percent(value, 1) : value.toFixed(2);
}

/** A difference: shares in points, with its sign. */
function changeText(kpi: KpiName, value: number, format: Formatting): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  const size = Math.abs(value);
  const { unit } = KPIS[kpi];
  if (unit === 'money') return `${sign}${money(Math.round(size), format)}`;
  return unit === 'share' ? `${sign}${(size * 100).toFixed(2)} points` : `${sign}${size.toFixed(3)}`;
}

/** Revenue's change in its four causes, which sum to it to the cent. */
export function RevenueCauses({ revenue, days, format }: { revenue: RevenueChange; days: number; format: Formatting }) {
  const change = revenue.afterMinor - revenue.beforeMinor;
  const signed = (minor: number) => `${minor > 0 ? '+' : minor < 0 ? '−' : ''}${money(Math.abs(minor), format)}`;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {`Revenue: ${money(revenue.afterMinor, format)}, ${signed(change)} against the ${days} days before`}
        </Text>
        <Text as="p" tone="subdued">
          The change taken apart, to the cent. Each cause is its mean effect over all orders in which the causes could
          have come one after the other.
        </Text>
        <DataTable
          columnContentTypes={['text', 'numeric']}
          headings={['Cause', 'Change']}
          rows={[
            ...revenue.parts.map((part) => [CAUSES[part.cause], signed(part.minor)]),
            ['Together', signed(change)],
          ]}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}

const SPLITS = [
  ['channel', 'Channel'],
  ['store', 'Store'],
  ['source', 'Source'],
  ['buyer', 'Year of the buyer’s first order'],
] as const;

type Props = {
  changes: readonly KpiChange[];
  ask: { days: number; split: string };
  onAsk: (ask: { days: number; split: string }) => void;
  format: Formatting;
};

/** Each figure with the groups that moved it. */
export function KpiCauses({ changes, ask, onAsk, format }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What moved each figure
        </Text>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
          <Box minWidth="180px">
            <Select
              label="Taken apart by"
              options={SPLITS.map(([value, label]) => ({ value, label }))}
              value={ask.split}
              onChange={(split) => onAsk({ ...ask, split })}
            />
          </Box>
          <Box minWidth="180px">
            <Select
              label="Last"
              options={[30, 90, 365].map((days) => ({ value: String(days), label: `${days} days` }))}
              value={String(ask.days)}
              onChange={(days) => onAsk({ ...ask, days: Number(days) })}
            />
          </Box>
        </div>
        <Text as="p" tone="subdued">
          Mix: a group became a larger or smaller part of the whole. Behaviour: its people did otherwise than before.
          Same people, known as others since: profiles were merged or split after the time before, so the same orders
          count for other customers; nobody did anything. All parts together are the change, with nothing left over.
        </Text>
        {changes.map((change) => (
          <OneKpi key={change.kpi} change={change} format={format} />
        ))}
      </BlockStack>
    </Card>
  );
}

function OneKpi({ change, format }: { change: KpiChange; format: Formatting }) {
  const { kpi, causes } = change;
  const text = (value: number) => changeText(kpi, value, format);
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {`${KPIS[kpi].label}: ${kpiText(kpi, change.after, format)}${change.before === null ? '' : `, was ${kpiText(kpi, change.before, format)}`}`}
      </Text>
      {causes === null ? (
        <Text as="p" tone="subdued">
          One of the two periods has nothing to compare.
        </Text>
      ) : (
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
          headings={['', 'Mix', 'Behaviour', 'Together']}
          rows={[
            ...causes.parts.map((part) => [
              CHANNEL_NAMES[part.key] ?? part.key,
              text(part.mix),
              text(part.behaviour),
              text(part.mix + part.behaviour),
            ]),
            ...(causes.restatement === 0
              ? []
              : [['Same people, known as others since', '', '', text(causes.restatement)]]),
            [
              'Together',
              text(causes.parts.reduce((sum, part) => sum + part.mix, 0)),
              text(causes.parts.reduce((sum, part) => sum + part.behaviour, 0)),
              text(causes.change),
            ],
          ]}
          increasedTableDensity
        />
      )}
    </BlockStack>
  );
}
