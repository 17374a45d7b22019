import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';
import type { RefusedAlike } from '#app/sources/repair-preview.ts';

/** Refused rows by what is wrong with them, to be chosen at once; nothing unless several were refused for the same. */
export function RefusedAlikeList({
  alike,
  onChoose,
}: {
  alike: readonly RefusedAlike[];
  onChoose: (one: RefusedAlike) => void;
}) {
  const several = alike.filter((one) => one.rows > 1);
  if (several.length === 0) {
    return null;
  }
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Refused for the same
      </Text>
      {several.map((one) => (
        <InlineStack key={`${one.code} ${one.column}`} gap="200" blockAlign="center" align="space-between">
          <Text as="p" breakWord>
            {`${plural(one.rows, 'row')}${one.column ? `, ${one.column}` : ''}. Row ${one.firstRow}: ${one.reason}`}
          </Text>
          <Button
            size="slim"
            onClick={() => onChoose(one)}
            accessibilityLabel={`Choose all ${plural(one.rows, 'row')} refused like row ${one.firstRow}`}
          >
            Choose these
          </Button>
        </InlineStack>
      ))}
    </BlockStack>
  );
}
