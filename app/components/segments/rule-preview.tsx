import { BlockStack, Card, Divider, InlineStack, Link, Spinner, Text } from '@shopify/polaris';
import { count, type Formatting, instant, money, percent } from '#app/components/format.ts';
import { differenceInWords } from './difference-words.ts';
import type { PreviewAnswer, RulePreviewState } from './use-rule-preview.ts';

type Props = {
  preview: RulePreviewState;
  format: Formatting;
  /** The segment whose kept rule this is; null for a rule that is no segment's as it stands. (Default: null.) */
  segmentId?: number | null;
};

/** What a rule holds, as it is written: counted, a few of the people, and what sets them apart. */
export function RulePreview({ preview, format, segmentId = null }: Props) {
  const { answer, loading, outdated, empty } = preview;
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
          {outdated && (
            <Text as="p" tone="subdued">
              {answer?.ok
                ? 'These are the people of the last rule that could be read.'
                : 'The rule cannot be read yet.'}
            </Text>
          )}
          {answer?.ok === false && !outdated && (
            <Text as="p" tone="subdued">
              {answer.sentence}
            </Text>
          )}
          {answer?.ok && (
            <div style={{ opacity: loading ? 0.5 : 1 }}>
              <Found answer={answer} preview={preview} format={format} segmentId={segmentId} />
            </div>
          )}
        </BlockStack>
      </Card>
    </div>
  );
}

type FoundProps = Required<Props> & { answer: Extract<PreviewAnswer, { ok: true }> };

function Found({ answer, preview, format, segmentId }: FoundProps) {
  const { counts, total, totalRevenueMinor, sample, asOf } = answer;
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
      {sample.length > 0 && <Sample sample={sample} format={format} segmentId={segmentId} />}
      <Apart preview={preview} />
      {asOf && (
        <Text as="p" tone="subdued" variant="bodySm">
          {`Counted on data of ${instant(new Date(asOf), format)} and all that changed since.`}
        </Text>
      )}
    </BlockStack>
  );
}

type SampleProps = Pick<FoundProps, 'format' | 'segmentId'> & { sample: FoundProps['answer']['sample'] };

function Sample({ sample, format, segmentId }: SampleProps) {
  return (
    <BlockStack gap="100">
      <Divider />
      <Text as="h3" variant="headingSm">
        Some of them
      </Text>
      {sample.map((person) => (
        <InlineStack key={person.id} align="space-between" gap="200">
          <InlineStack gap="200">
            <Link url={`/app/profiles/${person.public_id}`} removeUnderline>
              {person.display_name || 'No name'}
            </Link>
            {segmentId !== null && (
              <Link
                url={`/app/segments/${segmentId}/why/${person.public_id}`}
                monochrome
                accessibilityLabel={`Why ${person.display_name || 'No name'} is in it`}
              >
                Why
              </Link>
            )}
          </InlineStack>
          <Text as="span" tone="subdued" numeric>
            {money(person.net_minor, format)}
          </Text>
        </InlineStack>
      ))}
    </BlockStack>
  );
}

/** What members have more or less often than everyone else. */
function Apart({ preview }: { preview: RulePreviewState }) {
  const { differences } = preview;
  if (!differences || differences.length === 0) {
    return null;
  }
  return (
    <BlockStack gap="100">
      <Divider />
      <Text as="h3" variant="headingSm">
        What sets them apart
      </Text>
      {differences.map((one) => (
        <InlineStack key={`${one.trait} ${one.value}`} align="space-between" gap="200" wrap={false}>
          <Text as="span">{differenceInWords(one)}</Text>
          <Text as="span" tone="subdued" numeric>
            {`${percent(one.shareInside)} vs ${percent(one.shareOutside)}`}
          </Text>
        </InlineStack>
      ))}
    </BlockStack>
  );
}
