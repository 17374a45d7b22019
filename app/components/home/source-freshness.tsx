import { BlockStack, Box, Button, Card, Divider, InlineStack, Text } from '@shopify/polaris';
import { ago, count } from '#app/components/format.ts';
import { FreshnessBadge } from '#app/components/sources/freshness-badge.tsx';

type Line = {
  id: number;
  name: string;
  freshness: 'fresh' | 'late' | 'silent' | 'never';
  lastHeardAt: Date | null;
  records: number;
  orders: number;
};

/** Each source with when it was last heard from. */
export function SourceFreshness({ sources, now }: { sources: readonly Line[]; now: Date }) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            How fresh is the data?
          </Text>
          <Button variant="plain" url="/app/sources">
            All sources
          </Button>
        </InlineStack>
        {sources.map((source, index) => (
          <Box key={source.id}>
            {index > 0 && (
              <Box paddingBlockEnd="200">
                <Divider />
              </Box>
            )}
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <BlockStack>
                <Text as="p" fontWeight="semibold">
                  {source.name}
                </Text>
                <Text as="p" tone="subdued" variant="bodySm">
                  {`${count(source.records)} customer records, ${count(source.orders)} orders`}
                </Text>
              </BlockStack>
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" tone="subdued" variant="bodySm">
                  {source.lastHeardAt ? ago(source.lastHeardAt, now) : 'not heard from yet'}
                </Text>
                <FreshnessBadge freshness={source.freshness} />
              </InlineStack>
            </InlineStack>
          </Box>
        ))}
      </BlockStack>
    </Card>
  );
}
