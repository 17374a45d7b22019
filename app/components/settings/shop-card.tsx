import { Badge, BlockStack, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { scopeWords } from './setting-words.ts';

type Props = {
  shop: {
    name: string;
    domain: string;
    currency: string;
    timeZone: string;
    country: string | null;
    scopes: readonly string[];
  };
  historyDays: number | null;
};

/** What Onefold knows of the shop from Shopify, and what it may do there. */
export function ShopCard({ shop, historyDays }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Shop
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="400">
          <Fact label="Name" value={shop.name} />
          <Fact label="Address" value={shop.domain} />
          <Fact
            label="Country"
            value={shop.country ?? 'Not told'}
            note="Phone numbers without a country code are read as from here."
          />
          <Fact label="Currency" value={shop.currency} note="All sums across orders are in it." />
          <Fact label="Time zone" value={shop.timeZone} note="Days and months begin by it." />
          <Fact
            label="Order history"
            value={historyDays === null ? 'All orders' : `The last ${historyDays} days`}
            {...(historyDays === null
              ? {}
              : { note: 'Shopify shows older orders only to apps that it has approved for it.' })}
          />
        </InlineGrid>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            What Onefold may do in Shopify
          </Text>
          <InlineStack gap="200">
            {shop.scopes.map((scope) => (
              <Badge key={scope}>{scopeWords(scope)}</Badge>
            ))}
          </InlineStack>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Fact({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <Text as="p" breakWord>
        {value}
      </Text>
      {note && (
        <Text as="p" variant="bodySm" tone="subdued">
          {note}
        </Text>
      )}
    </BlockStack>
  );
}
