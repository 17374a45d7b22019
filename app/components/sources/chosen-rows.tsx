import { Box, Button, InlineStack, Text } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';

/** How many refused rows are chosen and what can be done with them; stays in view while the list is scrolled. */
export function ChosenRows({ rows, onCorrect, onClear }: { rows: number; onCorrect: () => void; onClear: () => void }) {
  return (
    <Box
      position="sticky"
      insetBlockStart="0"
      zIndex="1"
      background="bg-surface-secondary"
      padding="200"
      borderRadius="200"
    >
      <InlineStack gap="300" blockAlign="center">
        <div role="status">
          <Text as="span" fontWeight="semibold">
            {rows === 0 ? 'No row chosen' : `${plural(rows, 'row')} chosen`}
          </Text>
        </div>
        <Button size="slim" onClick={onCorrect} disabled={rows === 0}>
          Correct together
        </Button>
        <Button size="slim" variant="tertiary" onClick={onClear} disabled={rows === 0}>
          Clear choice
        </Button>
      </InlineStack>
    </Box>
  );
}
