import { BlockStack, Card, Text } from '@shopify/polaris';
import { count, type Formatting, instant } from '#app/components/format.ts';
import { CAUSES, type RunView, stateWords } from './send-view.ts';

/** The latest changes of a segment in Shopify. */
export function RunHistory({ runs, format }: { runs: readonly RunView[]; format: Formatting }) {
  if (runs.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What was changed when
        </Text>
        {runs.map((run) => (
          <BlockStack key={run.id}>
            <Text as="p" fontWeight="medium">
              {CAUSES[run.cause]}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {`${instant(run.createdAt, format)} · ${stateWords(run)} · +${count(run.adds)} −${count(run.removes)}`}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
