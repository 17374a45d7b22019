import { BlockStack, Card, DataTable, Text } from '@shopify/polaris';
import { count, type Formatting, instant } from '#app/components/format.ts';

type Line = { id: number; name: string; records: number; orders: number; lastHeardAt: Date | null };

/** What each source has brought. */
export function SourceData({ sources, format }: { sources: readonly Line[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Data by source
        </Text>
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric', 'text']}
          headings={['Source', 'Customer records', 'Orders', 'Last heard from']}
          rows={sources.map((one) => [
            one.name,
            count(one.records),
            count(one.orders),
            one.lastHeardAt ? instant(one.lastHeardAt, format) : '–',
          ])}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}
