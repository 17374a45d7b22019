import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useState } from 'react';

type Props = { publicId: string; segments: readonly { id: number; name: string; isMember: boolean }[] };

const SHOWN = 6;

/** The segments a person is in, and those they are not in, each with its reasons. */
export function ProfileSegments({ publicId, segments }: Props) {
  const [all, setAll] = useState(false);
  if (segments.length === 0) {
    return null;
  }
  const members = segments.filter((one) => one.isMember).length;
  const shown = all ? segments : segments.slice(0, Math.max(SHOWN, members));
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Segments
        </Text>
        {shown.map((segment) => (
          <InlineStack key={segment.id} align="space-between" gap="200" wrap={false}>
            <Link url={`/app/segments/${segment.id}/why/${publicId}`} removeUnderline>
              {segment.name}
            </Link>
            <Badge tone={segment.isMember ? 'success' : 'info'}>{segment.isMember ? 'In it' : 'Not in it'}</Badge>
          </InlineStack>
        ))}
        {shown.length < segments.length && (
          <Button variant="plain" onClick={() => setAll(true)}>
            {`Show all ${segments.length}`}
          </Button>
        )}
      </BlockStack>
    </Card>
  );
}
