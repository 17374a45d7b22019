import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import type { Formatting } from '#app/components/format.ts';
import type { ValueScore } from '#app/metrics/value-score.ts';
import { PART_WORDS, partText } from './part-words.ts';
import { WorthBar } from './worth-bar.tsx';

type Props = { worth: ValueScore; requestCostMinor: number | null; format: Formatting };

/** What a person is worth beside what was paid: each part with its figure, its place among all customers and its points. */
export function WorthCard({ worth, requestCostMinor, format }: Props) {
  if (worth.score === null) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Value with more than spend
        </Text>
        <Text as="p" variant="headingLg">
          {`${worth.score.toFixed(1)} of 100`}
        </Text>
        <WorthBar parts={worth.parts} />
        <table style={{ width: '100%', fontSize: 13, borderCollapse: 'collapse' }}>
          <thead>
            <tr>
              {['Part', 'Figure', 'Better than', 'Points'].map((title, at) => (
                <th key={title} scope="col" style={{ ...CELL, textAlign: at === 0 ? 'left' : 'right' }}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {worth.parts.map((part) => (
              <tr key={part.part}>
                <th scope="row" style={{ ...CELL, textAlign: 'left', fontWeight: 400 }}>
                  {PART_WORDS[part.part].name}
                </th>
                <td style={NUMBER}>{partText(part, format, requestCostMinor)}</td>
                <td style={NUMBER}>{part.level === null ? '–' : `${Math.round(part.level)} %`}</td>
                <td style={NUMBER}>{part.level === null ? '–' : part.points.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Text as="p" tone="subdued" variant="bodySm">
          “Better than” is the share of customers who do worse. What is not known is left out, not counted as nothing.{' '}
          <Link url="/app/value/score">How parts are weighed</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}

const CELL = { padding: '3px 0', borderBottom: '1px solid #ebebeb', color: '#303030' } as const;
const NUMBER = { ...CELL, textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const;
