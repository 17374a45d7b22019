import { useNavigate } from '@remix-run/react';
import { Badge, BlockStack, Box, Card, InlineStack, Select, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';
import { DownloadButton } from '#app/components/layout/download-button.tsx';
import { type CheckView, DIMENSION_NAMES, type ScoreView, shareText } from './quality-words.ts';
import { SeverityBadge } from './severity-badge.tsx';

type Props = {
  check: CheckView;
  score: ScoreView;
  sources: readonly { id: number; name: string; score: ScoreView }[];
  /** Id of the source that the rows are narrowed to; empty for all. */
  source: string;
  downloadUrl: string;
};

/** A check in words: what is wrong, how the score comes about, what to do; and which source's rows to show. */
export function CheckCard({ check, score, sources, source, downloadUrl }: Props) {
  const navigate = useNavigate();
  const all = { label: 'All sources', value: '' };
  const each = sources.map((one) => ({
    label: `${one.name}: ${count(one.score.failing)} of ${count(one.score.total)}`,
    value: String(one.id),
  }));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200">
          <Badge>{DIMENSION_NAMES[check.dimension]}</Badge>
          <SeverityBadge severity={check.severity} />
        </InlineStack>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {score.failing === 0 ? 'In order now' : `${count(score.failing)} of ${count(score.total)} now`}
          </Text>
          <Text as="p">{check.sentence}</Text>
        </BlockStack>
        <Text as="p" tone="subdued">
          {`Score ${shareText(score.share)}: ${check.formula}`}
        </Text>
        <Text as="p">{`What to do: ${check.remedy}`}</Text>
        <InlineStack gap="300" blockAlign="end" align="space-between">
          <Box minWidth="200px">
            <Select
              label="Rows of"
              options={[all, ...each]}
              value={source}
              onChange={(value) => navigate(value ? `?source=${value}` : '?', { preventScrollReset: true })}
            />
          </Box>
          {score.failing > 0 && (
            <DownloadButton url={downloadUrl} fallbackName={`${check.key}.csv`}>
              {`Download ${count(score.failing)} rows`}
            </DownloadButton>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
