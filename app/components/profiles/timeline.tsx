import { Badge, BlockStack, Box, Card, InlineStack, Text } from '@shopify/polaris';
import { CHANNEL_NAMES } from '#app/components/chart/palette.ts';
import { type Formatting, instant, money } from '#app/components/format.ts';

export type TimelineItem = {
  at: Date;
  kind: string;
  title: string;
  detail: string;
  source: string;
  channel: string | null;
  amountMinor: number | null;
  currency: string | null;
  key: string;
};

/** A person's life with the retailer, newest first, from every source. */
export function Timeline({ items, format }: { items: readonly TimelineItem[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Timeline
        </Text>
        {items.length === 0 && <Text as="p">Nothing has happened yet.</Text>}
        <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {items.map((item) => (
            <li key={item.key} style={{ borderTop: '1px solid #ebebeb', padding: '10px 0' }}>
              <Item item={item} format={format} />
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

function Item({ item, format }: { item: TimelineItem; format: Formatting }) {
  return (
    <BlockStack gap="050">
      <InlineStack align="space-between" gap="200" blockAlign="center">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {item.title}
          </Text>
          {item.channel && (
            <Badge tone={item.channel === 'pos' ? 'attention' : 'info'}>
              {CHANNEL_NAMES[item.channel] ?? item.channel}
            </Badge>
          )}
        </InlineStack>
        {item.amountMinor !== null && (
          <Text as="span" numeric>
            {money(item.amountMinor, format, item.currency ?? format.currency)}
          </Text>
        )}
      </InlineStack>
      {item.detail && (
        <Box>
          <Text as="p" breakWord>
            {item.detail}
          </Text>
        </Box>
      )}
      <Text as="p" tone="subdued" variant="bodySm">
        {`${instant(item.at, format)} · ${item.source}`}
      </Text>
    </BlockStack>
  );
}
