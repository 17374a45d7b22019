import { BlockStack, Box, Button, Card, ChoiceList, InlineStack, List, Text } from '@shopify/polaris';
import { useState } from 'react';
import { plural } from '#app/components/format.ts';
import { OUTCOMES, type SendView, type Wish } from './send-view.ts';

type Props = { page: SendView; isBusy: boolean; ask: (wish: Wish) => void };

/** How a segment can go to Shopify, with what is lost on the way. */
export function WayCard({ page, isBusy, ask }: Props) {
  const { native, reach, best, segment } = page;
  const [way, setWay] = useState<string>(best);
  const missing = reach.members - reach.inShopify;
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title="How it goes to Shopify"
          choices={[
            {
              value: 'native',
              label: 'As Shopify’s own segment',
              helpText: OUTCOMES[native.outcome],
              disabled: native.text === null,
            },
            {
              value: 'tag',
              label: `As the tag onefold:${segment.handle}, with a Shopify segment on it`,
              helpText:
                missing > 0
                  ? `The very same people, kept up to date. ${plural(missing, 'member has', 'members have')} no account in Shopify and cannot be tagged.`
                  : 'The very same people, kept up to date. All of them are Shopify customers.',
            },
          ]}
          selected={[way]}
          onChange={([value]) => setWay(value ?? best)}
        />
        {way === 'native' && <NativeDetails native={native} />}
        <InlineStack align="end">
          <Button
            variant="primary"
            loading={isBusy}
            disabled={!segment.isReady}
            onClick={() => ask({ intent: 'plan', way })}
          >
            Show what would change
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function NativeDetails({ native }: { native: SendView['native'] }) {
  return (
    <BlockStack gap="200">
      {native.text !== null && <RuleText text={native.text} />}
      {native.losses.length > 0 && (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            Left out
          </Text>
          <List>
            {native.losses.map((loss) => (
              <List.Item key={loss.sentence}>{`${loss.sentence}: ${loss.reason}`}</List.Item>
            ))}
          </List>
        </BlockStack>
      )}
      {native.notes.length > 0 && (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            Counted differently by Shopify
          </Text>
          <List>
            {native.notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </BlockStack>
      )}
    </BlockStack>
  );
}

/** A rule in Shopify's segment language. */
export function RuleText({ text }: { text: string }) {
  return (
    <Box padding="300" background="bg-surface-secondary" borderRadius="200">
      <code style={{ overflowWrap: 'anywhere' }}>{text}</code>
    </Box>
  );
}
