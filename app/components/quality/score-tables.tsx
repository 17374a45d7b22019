import { BlockStack, Card, DataTable, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';
import { DIMENSION_NAMES, type ScoreView, shareText } from './quality-words.ts';

type SourceLine = { id: number; name: string; overall: ScoreView; dimensions: readonly ScoreView[] };

/** The scores of each source, dimension by dimension. */
export function SourceScores({ sources }: { sources: readonly SourceLine[] }) {
  return (
    <ScoreCard
      title="By source"
      headings={['Source', 'All', ...Object.values(DIMENSION_NAMES)]}
      rows={sources.map((source) => [
        source.name,
        shareText(source.overall.share),
        ...source.dimensions.map((score) => shareText(score.share)),
      ])}
    />
  );
}

/** The scores of each field, the worst first. */
export function FieldScores({ fields }: { fields: readonly { field: string; score: ScoreView }[] }) {
  return (
    <ScoreCard
      title="By field"
      headings={['Field', 'Score', 'Faults', 'Values checked']}
      rows={fields.map(({ field, score }) => [field, shareText(score.share), count(score.failing), count(score.total)])}
    />
  );
}

function ScoreCard({ title, headings, rows }: { title: string; headings: string[]; rows: string[][] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <DataTable
          columnContentTypes={headings.map((_heading, index) => (index === 0 ? 'text' : 'numeric'))}
          headings={headings}
          rows={rows}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}
