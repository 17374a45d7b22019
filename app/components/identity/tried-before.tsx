import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { type Formatting, instant } from '#app/components/format.ts';
import { STATES } from './rehearsal-states.ts';

type Line = { id: number; state: string; askedBy: string; askedAt: Date; sentence: string };

/** Changes that were tried, made or taken back, the latest first. */
export function TriedBefore({ tried, format }: { tried: readonly Line[]; format: Formatting }) {
  if (tried.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Tried before
        </Text>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {tried.map((line) => (
            <li key={line.id} style={{ borderTop: '1px solid #ebebeb', padding: '10px 0' }}>
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <BlockStack>
                  <Link url={`/app/identity/rehearsals/${line.id}`} removeUnderline>
                    {line.sentence}
                  </Link>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {instant(line.askedAt, format)}
                  </Text>
                </BlockStack>
                <Badge {...STATES[line.state]?.badge}>{STATES[line.state]?.words ?? line.state}</Badge>
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
