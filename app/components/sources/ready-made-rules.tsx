import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { READY_MADE } from '#app/sources/cleansing.ts';

/** Rules that most shops want, to be switched on at a press. Those that stand already are left out. */
export function ReadyMadeRules({ names }: { names: readonly string[] }) {
  const add = useFetcher();
  const open = READY_MADE.filter((one) => !names.includes(one.name));
  if (open.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Ready-made
        </Text>
        {open.map((one) => (
          <InlineStack key={one.key} align="space-between" blockAlign="center" gap="400" wrap={false}>
            <BlockStack>
              <Text as="h3" variant="headingSm">
                {one.name}
              </Text>
              <Text as="p" tone="subdued">
                {one.description}
              </Text>
            </BlockStack>
            <add.Form method="post">
              <input type="hidden" name="ready" value={one.key} />
              <Button submit loading={add.state !== 'idle'} accessibilityLabel={`Switch on: ${one.name}`}>
                Switch on
              </Button>
            </add.Form>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
