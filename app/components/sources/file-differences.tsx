import { BlockStack, Card, List, Text } from '@shopify/polaris';

type Inherited = {
  sourceName: string;
  version: number;
  differences: { kind: string; column: string; text: string }[];
};

/** What is otherwise in this file than in the last one of its source, before anything else is asked. */
export function FileDifferences({ inherited }: { inherited: Inherited }) {
  const { sourceName, version, differences } = inherited;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`Compared with the last file of ${sourceName}`}
        </Text>
        <Text as="p" tone="subdued">
          {`Its mapping, version ${version}, is taken over.`}
        </Text>
        {differences.length === 0 ? (
          <Text as="p">Same columns, same kinds of values.</Text>
        ) : (
          <List>
            {differences.map((one) => (
              <List.Item key={`${one.kind}${one.column}${one.text}`}>{one.text}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}
