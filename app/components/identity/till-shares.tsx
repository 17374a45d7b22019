import { BlockStack, Card, Text } from '@shopify/polaris';
import { count, type Formatting, money, percent } from '#app/components/format.ts';
import { PlainTable } from './plain-table.tsx';

export type Share = { label: string; sales: number; netMinor: number; anonymousSales: number; anonymousMinor: number };

type Props = { title: string; heading: string; shares: readonly Share[]; format: Formatting };

/** Groups of till sales with the share that has no person behind it. */
export function TillShares({ title, heading, shares, format }: Props) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <PlainTable
          label={title}
          headings={[heading, 'Without a person', 'Share of revenue', 'Sales']}
          rows={shares.map((share) => [
            share.label,
            money(share.anonymousMinor, format),
            percent(share.anonymousMinor / Math.max(1, share.netMinor)),
            `${count(share.anonymousSales)}\u00a0of\u00a0${count(share.sales)}`,
          ])}
        />
      </BlockStack>
    </Card>
  );
}
