import { Badge, InlineStack } from '@shopify/polaris';
import { CHANNEL_NAMES } from '#app/components/chart/palette.ts';

/** The channels a person buys in. */
export function ChannelBadges({ channels }: { channels: readonly string[] }) {
  return (
    <InlineStack gap="100" wrap={false}>
      {channels.map((channel) => (
        <Badge key={channel} tone={channel === 'pos' ? 'attention' : 'info'}>
          {CHANNEL_NAMES[channel] ?? channel}
        </Badge>
      ))}
    </InlineStack>
  );
}
