import { BlockStack, Card, InlineGrid, ProgressBar, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';
import {
  type CheckView,
  DIMENSION_DEFINITIONS,
  DIMENSION_NAMES,
  DIMENSION_QUESTIONS,
  type DimensionName,
  type ScoreView,
  shareText,
} from './quality-words.ts';

type Props = {
  overall: ScoreView;
  dimensions: readonly { dimension: DimensionName; score: ScoreView }[];
  checks: readonly Pick<CheckView, 'dimension'>[];
};

/** The score of each dimension with what it is made of. */
export function DimensionScores({ overall, dimensions, checks }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {overall.failing === 0 ? 'No faults found' : `${shareText(overall.share)} of what was checked is in order`}
          </Text>
          <Text as="p" tone="subdued">
            {`${count(overall.failing)} faults in ${count(overall.total)} values. Score = 1 − faults ÷ values checked; a value counts once for each check that applies to it.`}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
          {dimensions.map(({ dimension, score }) => (
            <BlockStack key={dimension} gap="100">
              <Text as="h3" variant="headingSm">
                {DIMENSION_NAMES[dimension]}
              </Text>
              <Text as="p" variant="headingLg">
                {shareText(score.share)}
              </Text>
              <ProgressBar
                progress={Math.floor((score.share ?? 0) * 100)}
                size="small"
                tone="primary"
                ariaLabelledBy={`dimension-${dimension}`}
              />
              <Text as="p" tone="subdued" variant="bodySm" id={`dimension-${dimension}`}>
                {`${DIMENSION_QUESTIONS[dimension]} ${DIMENSION_DEFINITIONS[dimension]} ${count(score.failing)} of ${count(score.total)} not, by ${checks.filter((one) => one.dimension === dimension).length} checks.`}
              </Text>
            </BlockStack>
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}
