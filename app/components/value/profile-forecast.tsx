import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { count, day, type Formatting, money, percent } from '#app/components/format.ts';
import type { ModelGrade } from '#app/metrics/shop-value-model.ts';
import { GRADES, groupName, LEVELS } from './score-words.ts';

type Score = {
  rfmGroup: string;
  recencyScore: number | null;
  frequencyScore: number | null;
  monetaryScore: number | null;
  onlineRfmGroup: string;
  probabilityAlive: number | null;
  churnRisk: number | null;
  churnLevel: 'on_time' | 'due' | 'late' | 'overdue' | null;
  nextOrderDay: string | null;
  nextOrderFrom: string | null;
  nextOrderUntil: string | null;
  expectedOrders: number | null;
  ordersLow: number | null;
  ordersHigh: number | null;
  predictedValueMinor: number | null;
  predictedLowMinor: number | null;
  predictedHighMinor: number | null;
  predicted36Minor: number | null;
  predicted36LowMinor: number | null;
  predicted36HighMinor: number | null;
};

type Props = {
  score: Score;
  pace: string | null;
  grade: ModelGrade;
  gradeSentence: string;
  format: Formatting;
};

/** What is expected of a person, how sure that is, and how good the shop’s model has been. */
export function ProfileForecast({ score, pace, grade, gradeSentence, format }: Props) {
  const level = score.churnLevel ? LEVELS[score.churnLevel] : null;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" align="space-between">
          <Text as="h2" variant="headingMd">
            Forecast
          </Text>
          {level && <Badge {...(level.tone ? { tone: level.tone } : {})}>{level.name}</Badge>}
        </InlineStack>
        {score.predictedValueMinor !== null && (
          <BlockStack gap="100">
            <Text as="p" variant="headingLg">
              {money(score.predictedValueMinor, format)}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {`expected in 12 months; in eight of ten cases ${money(score.predictedLowMinor ?? 0, format)} to ${money(score.predictedHighMinor ?? 0, format)}`}
            </Text>
          </BlockStack>
        )}
        <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 12px', margin: 0, fontSize: 13 }}>
          {linesOf(score, format).map(([name, value]) => (
            <Line key={name} name={name} value={value} />
          ))}
        </dl>
        {pace && (
          <Text as="p" tone="subdued" variant="bodySm">
            {`Pace: ${pace}.`}
          </Text>
        )}
        <BlockStack gap="100" inlineAlign="start">
          <Badge {...(GRADES[grade].tone ? { tone: GRADES[grade].tone } : {})}>{GRADES[grade].name}</Badge>
          <Text as="p" tone="subdued" variant="bodySm">
            {gradeSentence} <Link url="/app/value/forecast">How it was tested</Link>
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt style={{ color: '#616161' }}>{name}</dt>
      <dd style={{ margin: 0, textAlign: 'right' }}>{value}</dd>
    </>
  );
}

function linesOf(score: Score, format: Formatting): [string, string][] {
  const singles = [score.recencyScore, score.frequencyScore, score.monetaryScore].map((one) => one ?? '–').join(' · ');
  const lines: [string, string | null][] = [
    [
      'In 36 months',
      score.predicted36Minor === null
        ? null
        : `${money(score.predicted36Minor, format)} (${money(score.predicted36LowMinor ?? 0, format)} – ${money(score.predicted36HighMinor ?? 0, format)})`,
    ],
    [
      'Orders in 12 months',
      score.expectedOrders === null
        ? null
        : `${score.expectedOrders.toFixed(1)} (${count(score.ordersLow ?? 0)} – ${count(score.ordersHigh ?? 0)})`,
    ],
    ['Next order about', score.nextOrderDay && day(score.nextOrderDay)],
    [
      'Most likely between',
      score.nextOrderFrom && score.nextOrderUntil && `${day(score.nextOrderFrom)} and ${day(score.nextOrderUntil)}`,
    ],
    ['Still a customer', score.probabilityAlive === null ? 'cannot be told' : percent(score.probabilityAlive)],
    ['No order in 90 days', score.churnRisk === null ? null : percent(score.churnRisk)],
    ['Group', groupName(score.rfmGroup)],
    ['Recency · frequency · amount', score.recencyScore === null ? null : singles],
    ['Without the till', score.onlineRfmGroup === score.rfmGroup ? null : groupName(score.onlineRfmGroup)],
  ];
  return lines.filter((line): line is [string, string] => line[1] !== null);
}
