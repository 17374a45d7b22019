import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, Text } from '@shopify/polaris';
import type { Advice } from '#app/analytics/advice-for.ts';

/** What to suggest to a person, each with a reason that can be said; noting that it was suggested lets the result be measured. */
export function AdviceCard({ advice, profileId }: { advice: readonly Advice[]; profileId: number }) {
  if (advice.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          To suggest
        </Text>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
          {advice.map((one) => (
            <li key={one.key}>
              <Suggestion one={one} profileId={profileId} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function Suggestion({ one, profileId }: { one: Advice; profileId: number }) {
  const noting = useFetcher();
  const isNoted = noting.data !== undefined && noting.state === 'idle';
  const note = () =>
    noting.submit(
      { intent: 'suggested', profileId: String(profileId), productKey: one.key },
      { method: 'post', action: '/app/value/risk' },
    );
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Text as="span" fontWeight="semibold">
        {one.title}
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {one.reason}
      </Text>
      <Button
        size="slim"
        variant="plain"
        disabled={isNoted}
        loading={noting.state !== 'idle'}
        accessibilityLabel={`Note that ${one.title} was suggested`}
        onClick={note}
      >
        {isNoted ? 'Noted' : 'Note as suggested'}
      </Button>
    </BlockStack>
  );
}
