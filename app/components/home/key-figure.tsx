import { BlockStack, Card, Link, Text } from '@shopify/polaris';

type Props = { label: string; value: string; note: string; url?: string };

/** One figure with its name and what it is compared with; leads to what it is made of. */
export function KeyFigure({ label, value, note, url }: Props) {
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h2" variant="bodySm" tone="subdued">
          {label}
        </Text>
        <Text as="p" variant="headingLg">
          {value}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {url ? (
            <Link url={url} removeUnderline>
              {note}
            </Link>
          ) : (
            note
          )}
        </Text>
      </BlockStack>
    </Card>
  );
}
