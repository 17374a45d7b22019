import { BlockStack, Card, InlineStack, Link, Spinner, Text } from '@shopify/polaris';
import { count, type Formatting, money, percent } from '#app/components/format.ts';
import type { PreviewAnswer, RulePreviewState } from './use-rule-preview.ts';

/** What a rule holds, as it is written: said aloud, counted, and a few of the people. */
export function RulePreview({ preview, format }: { preview: RulePreviewState; format: Formatting }) {
  const { answer, loading, empty } = preview;
  return (
    <div aria-live="polite" aria-busy={loading}>
      <Card>
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Preview
            </Text>
            {loading && <Spinner size="small" accessibilityLabel="Counting" />}
          </InlineStack>
          {empty && (
            <Text as="p" tone="subdued">
              Add a condition to see who it finds.
            </Text>
          )}
          {answer?.ok === false && (
            <Text as="p" tone="subdued">
              The rule cannot be read yet.
            </Text>
          )}
          {answer?.ok && <Found answer={answer} format={format} />}
        </BlockStack>
      </Card>
    </div>
  );
}

function Found({ answer, format }: { answer: Extract<PreviewAnswer, { ok: true }>; format: Formatting }) {
  const { counts, total, totalRevenueMinor, sample, sentence } = answer;
  const lines: [string, string][] = [
    ['People', `${count(counts.members)} (${percent(total > 0 ? counts.members / total : null, 1)})`],
    [
      'Revenue, all time',
      `${money(counts.revenue_minor, format)} (${percent(totalRevenueMinor > 0 ? counts.revenue_minor / totalRevenueMinor : null)})`,
    ],
    ['Have bought', count(counts.buyers)],
    ['Reachable by e-mail', count(counts.reachable_by_email)],
    ['Reachable by SMS', count(counts.reachable_by_sms)],
  ];
  return (
    <BlockStack gap="300">
      <Text as="p">{sentence}</Text>
      <BlockStack gap="100">
        {lines.map(([label, value]) => (
          <InlineStack key={label} align="space-between">
            <Text as="span" tone="subdued">
              {label}
            </Text>
            <Text as="span" numeric>
              {value}
            </Text>
          </InlineStack>
        ))}
      </BlockStack>
      {sample.length > 0 && (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            Some of them
          </Text>
          {sample.map((person) => (
            <InlineStack key={person.id} align="space-between" gap="200">
              <Link url={`/app/profiles/${person.public_id}`} removeUnderline>
                {person.display_name || 'No name'}
              </Link>
              <Text as="span" tone="subdued" numeric>
                {money(person.net_minor, format)}
              </Text>
            </InlineStack>
          ))}
        </BlockStack>
      )}
    </BlockStack>
  );
}
