import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { dayOf, type Formatting } from '#app/components/format.ts';
import { ValueDecision } from './shared-values.tsx';

type Demoted = { kind: string; value: string; decidedBy: string; decidedAt: Date };

/** Values of which somebody has said that they identify nobody; each can be restored. */
export function DemotedValues({ values, format }: { values: readonly Demoted[]; format: Formatting }) {
  if (values.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Never identify a person
        </Text>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {values.map(({ kind, value, decidedBy, decidedAt }) => (
            <li key={`${kind}${value}`} style={{ borderTop: '1px solid #ebebeb', padding: '10px 0' }}>
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <BlockStack>
                  <Text as="span" breakWord>
                    {value}
                  </Text>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {`since ${dayOf(decidedAt, format)}, ${decidedBy.replace(/^staff:/, 'member of staff ')}`}
                  </Text>
                </BlockStack>
                <ValueDecision kind={kind} value={value} identifies>
                  Take back
                </ValueDecision>
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
