import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';

const NAMES: Readonly<Record<string, string>> = {
  email: 'E-mail',
  phone: 'Phone',
  loyalty: 'Loyalty number',
  card: 'Card',
  shopify_customer: 'Shopify customer',
  square_customer: 'Square customer',
};

type Props = { identifiers: readonly { kind: string; value: string; verified: boolean; sources: string[] }[] };

/** Everything by which the person can be found. */
export function IdentifierCard({ identifiers }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Identifiers
        </Text>
        {identifiers.map((one) => (
          <BlockStack key={`${one.kind}${one.value}`} gap="050">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" breakWord>
                {one.value}
              </Text>
              {one.verified && <Badge tone="success">Verified</Badge>}
            </InlineStack>
            <Text as="span" tone="subdued" variant="bodySm">
              {`${NAMES[one.kind] ?? one.kind} · ${one.sources.join(', ')}`}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
