import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { type ReactNode, useId, useState } from 'react';

type Props = {
  title: string;
  /** One sentence that says what the chart shows, for those who do not see it and for those in a hurry. */
  summary: string;
  chart: ReactNode;
  /** The same figures as a table. */
  table: ReactNode;
  action?: ReactNode;
};

/** A chart with its sentence, and its table one press away. */
export function ChartCard({ title, summary, chart, table, action }: Props) {
  const [asTable, setAsTable] = useState(false);
  const bodyId = useId();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <InlineStack gap="200">
            {action}
            <Button variant="plain" ariaControls={bodyId} onClick={() => setAsTable(!asTable)}>
              {asTable ? 'Show chart' : 'Show table'}
            </Button>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {summary}
        </Text>
        <div id={bodyId} style={{ minHeight: '14rem', overflowX: 'auto' }}>
          {asTable ? table : chart}
        </div>
      </BlockStack>
    </Card>
  );
}
