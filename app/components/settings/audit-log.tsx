import { BlockStack, Card, DataTable, Text } from '@shopify/polaris';
import { type Formatting, instant } from '#app/components/format.ts';
import { actionWords, actorWords, detailWords } from './setting-words.ts';

type Line = {
  id: number;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, string | number | boolean>;
  happenedAt: Date;
};

/** Who did what, and when: the latest hundred. */
export function AuditLog({ lines, format }: { lines: readonly Line[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Audit log
          </Text>
          <Text as="p" tone="subdued">
            {lines.length === 0
              ? 'Nothing yet.'
              : 'The latest hundred lines. They name ids and counts, never people, and cannot be changed.'}
          </Text>
        </BlockStack>
        {lines.length > 0 && (
          <DataTable
            columnContentTypes={['text', 'text', 'text', 'text']}
            headings={['When', 'Who', 'What', 'Of']}
            rows={lines.map((line) => [
              instant(line.happenedAt, format),
              actorWords(line.actor),
              actionWords(line.action),
              [line.subject, detailWords(line.detail)].filter(Boolean).join(' · '),
            ])}
            increasedTableDensity
          />
        )}
      </BlockStack>
    </Card>
  );
}
