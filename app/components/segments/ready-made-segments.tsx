import { BlockStack, Box, Button, Card, InlineGrid, Text } from '@shopify/polaris';
import { useState } from 'react';

type ReadyMade = { handle: string; name: string; sentence: string; goal: { sentence: string } };

const SHOWN_AT_FIRST = 6;

/** Segments to start from, each with what it is for. */
export function ReadyMadeSegments({ segments }: { segments: readonly ReadyMade[] }) {
  const [all, setAll] = useState(false);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Start from one of these
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 2, lg: 3 }} gap="300">
          {segments.slice(0, all ? segments.length : SHOWN_AT_FIRST).map((segment) => (
            <Box key={segment.handle} borderColor="border" borderWidth="025" borderRadius="200" padding="300">
              <BlockStack gap="200">
                <Text as="h3" variant="headingSm">
                  {segment.name}
                </Text>
                <Text as="p">{segment.sentence}</Text>
                <Text as="p" tone="subdued" variant="bodySm">
                  {segment.goal.sentence}
                </Text>
                <Button url={`/app/segments/new?from=${segment.handle}`} accessibilityLabel={`Use ${segment.name}`}>
                  Use
                </Button>
              </BlockStack>
            </Box>
          ))}
        </InlineGrid>
        {!all && (
          <Button variant="plain" onClick={() => setAll(true)}>
            {`Show all ${segments.length}`}
          </Button>
        )}
      </BlockStack>
    </Card>
  );
}
