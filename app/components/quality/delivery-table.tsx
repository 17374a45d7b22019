import { BlockStack, Card, DataTable, Text } from '@shopify/polaris';
import { type Formatting, instant, plural } from '#app/components/format.ts';

type Line = {
  id: number;
  address: string;
  incidents: number;
  isTest: boolean;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  reason: string;
  madeAt: Date;
  sentAt: Date | null;
};

/** What was sent to whom, and what became of it. */
export function DeliveryTable({ deliveries, format }: { deliveries: readonly Line[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What was sent
        </Text>
        {deliveries.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing so far.
          </Text>
        ) : (
          <DataTable
            columnContentTypes={['text', 'text', 'text', 'text']}
            headings={['Made', 'To', 'About', 'Outcome']}
            rows={deliveries.map((one) => [
              instant(one.madeAt, format),
              one.address,
              one.isTest ? 'A test' : plural(one.incidents, 'incident'),
              outcomeText(one, format),
            ])}
            increasedTableDensity
          />
        )}
      </BlockStack>
    </Card>
  );
}

function outcomeText({ state, attempts, reason, sentAt }: Line, format: Formatting): string {
  const tries = attempts > 1 ? `, after ${plural(attempts, 'try', 'tries')}` : '';
  switch (state) {
    case 'sent':
      return `Sent ${sentAt ? instant(sentAt, format) : ''}${tries}`;
    case 'failed':
      return `Given up${tries}: ${reason}`;
    case 'waiting':
      return attempts > 0 ? `Is tried again${tries}: ${reason}` : 'Is being sent';
  }
}
