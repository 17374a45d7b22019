import { Form, useNavigation } from '@remix-run/react';
import { BlockStack, Box, Button, Card, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { ATTRIBUTE_NAMES, GOLDEN_ATTRIBUTES, ruleOf, type SurvivorshipRules } from '#app/profiles/survivorship.ts';
import { DecideButton } from './deciding.tsx';
import { choiceOf } from './survivorship-form-data.ts';

type Source = { sourceId: number; name: string; provenance: string };
type Props = { rules: SurvivorshipRules; sources: readonly Source[] };

const GOT: Readonly<Record<string, string>> = {
  said: 'said by the person',
  typed: 'typed by staff',
  imported: 'imported',
  guessed: 'guessed',
};

/** Which record gives each field, and how far each source is trusted; sent off, it is rehearsed. */
export function SurvivorshipForm({ rules, sources }: Props) {
  const [choices, setChoices] = useState<Record<string, string>>(
    Object.fromEntries(GOLDEN_ATTRIBUTES.map((attribute) => [attribute, choiceOf(ruleOf(rules, attribute))])),
  );
  const busy = useNavigation().state !== 'idle';
  const options = [
    { label: 'How it was got: said, typed, imported, guessed', value: 'how' },
    { label: 'The most recent', value: 'recent' },
    { label: 'The most trusted source', value: 'trust' },
    ...sources.map(({ sourceId, name }) => ({
      label: `Always ${name}, where it says it`,
      value: `source:${sourceId}`,
    })),
  ];
  return (
    <Form method="post">
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              What goes first
            </Text>
            <Text as="p" tone="subdued">
              Between equals the other two decide, then the oldest record. Name and address are always taken whole from
              one record.
            </Text>
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
              {GOLDEN_ATTRIBUTES.map((attribute) => (
                <Select
                  key={attribute}
                  label={ATTRIBUTE_NAMES[attribute]}
                  name={attribute}
                  options={options}
                  value={choices[attribute] ?? 'how'}
                  onChange={(value) => setChoices({ ...choices, [attribute]: value })}
                />
              ))}
            </InlineGrid>
          </BlockStack>
        </Card>
        <Trust sources={sources} />
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <InlineStack align="end">
            <DecideButton variant="primary" submit loading={busy}>
              See what would change
            </DecideButton>
          </InlineStack>
        </Box>
      </BlockStack>
    </Form>
  );
}

/** The sources in the order in which they are trusted, moved by buttons that a keyboard reaches. */
function Trust({ sources }: { sources: readonly Source[] }) {
  const [order, setOrder] = useState(sources);
  const swap = (at: number, by: number) => {
    const next = [...order];
    [next[at], next[at + by]] = [order[at + by]!, order[at]!];
    setOrder(next);
  };
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Trust, highest first
        </Text>
        <ol style={{ margin: 0, paddingLeft: '1.4rem' }}>
          {order.map((source, at) => (
            <li key={source.sourceId} style={{ padding: '6px 0' }}>
              <input type="hidden" name="trust" value={source.sourceId} />
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <span>
                  {source.name}{' '}
                  <Text as="span" tone="subdued" variant="bodySm">
                    {GOT[source.provenance] ?? source.provenance}
                  </Text>
                </span>
                <InlineStack gap="100">
                  <Button
                    size="slim"
                    disabled={at === 0}
                    accessibilityLabel={`Trust ${source.name} more`}
                    onClick={() => swap(at, -1)}
                  >
                    Up
                  </Button>
                  <Button
                    size="slim"
                    disabled={at === order.length - 1}
                    accessibilityLabel={`Trust ${source.name} less`}
                    onClick={() => swap(at, 1)}
                  >
                    Down
                  </Button>
                </InlineStack>
              </InlineStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
