import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';

/** A few counts under one heading, each with its label before it. */
export function Figures({ title, lines }: { title: string; lines: readonly (readonly [string, number])[] }) {
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        {lines.map(([label, value]) => (
          <InlineStack key={label} align="space-between">
            <Text as="span" tone="subdued">
              {label}
            </Text>
            <Text as="span" numeric>
              {count(value)}
            </Text>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
