import { BlockStack, Card, Link, List, Text } from '@shopify/polaris';
import { day } from '#app/components/format.ts';

type Props = {
  ignored: readonly { checkKey: string; label: string; sourceId: number; reason: string; until: string }[];
};

/** What is let pass for a while: it is not in the scores. */
export function IgnoredChecks({ ignored }: Props) {
  if (ignored.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Let pass for now
        </Text>
        <Text as="p" tone="subdued">
          These faults are not in the scores above.
        </Text>
        <List>
          {ignored.map((one) => (
            <List.Item key={`${one.checkKey}${one.sourceId}`}>
              <Link url={`/app/quality/${one.checkKey}`}>{one.label}</Link>
              {` until ${day(one.until)}: ${one.reason}`}
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
