import { BlockStack, Card, Text } from '@shopify/polaris';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { count, type Formatting, money } from '#app/components/format.ts';

type Tier = { tier: string; people: number; predictedMinor: number; fromMinor: number };

const NAMES: Readonly<Record<string, string>> = { HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' };

/** The shop in thirds by expected spend. */
export function TierTable({ tiers, format }: { tiers: readonly Tier[]; format: Formatting }) {
  if (tiers.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Predicted spend tiers
        </Text>
        <FigureTable
          headings={['Tier', 'People', 'Expected in 12 months', 'From']}
          rows={tiers.map((one) => [
            NAMES[one.tier] ?? one.tier,
            count(one.people),
            money(one.predictedMinor, format),
            money(one.fromMinor, format),
          ])}
        />
      </BlockStack>
    </Card>
  );
}
