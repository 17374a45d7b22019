import { useFetcher } from '@remix-run/react';
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { AlertChannel } from '#app/quality/alert.ts';

const RHYTHMS = { at_once: 'at once', daily: 'once a day', weekly: 'on Mondays' } as const;

/** Who is told, with a test and a way out. */
export function AlertChannels({ channels }: { channels: readonly AlertChannel[] }) {
  const fetcher = useFetcher();
  const send = (intent: string, channelId: number) => fetcher.submit({ intent, channelId }, { method: 'post' });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who is told
        </Text>
        <Text as="p">
          In Onefold itself everybody is: the number of open incidents stands in the navigation and on the home page.
        </Text>
        {channels.map((channel) => (
          <InlineStack key={channel.id} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <InlineStack gap="200">
                <Badge>{channel.kind === 'email' ? 'E-mail' : 'Webhook'}</Badge>
                <Text as="span" fontWeight="semibold" breakWord>
                  {channel.address}
                </Text>
              </InlineStack>
              <Text as="span" tone="subdued">
                {whenText(channel)}
              </Text>
            </BlockStack>
            <InlineStack gap="300">
              <Button
                variant="plain"
                accessibilityLabel={`Send a test to ${channel.address}`}
                onClick={() => send('test', channel.id)}
              >
                Send a test
              </Button>
              <Button
                variant="plain"
                tone="critical"
                accessibilityLabel={`Remove ${channel.address}`}
                onClick={() => send('remove', channel.id)}
              >
                Remove
              </Button>
            </InlineStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function whenText({ rhythm, digestHour, quietFrom, quietTo }: AlertChannel): string {
  if (rhythm !== 'at_once') {
    return `As a digest ${RHYTHMS[rhythm]}, at ${hourText(digestHour)}`;
  }
  return quietFrom === quietTo
    ? 'At once, at any hour'
    : `At once; quiet from ${hourText(quietFrom)} to ${hourText(quietTo)}`;
}

export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** A new webhook's secret, shown this once. */
export function SecretBanner({ secret }: { secret: string }) {
  return (
    <Banner tone="success" title="The webhook is added. Keep its secret now: it is shown this once.">
      <BlockStack gap="100">
        <code style={{ overflowWrap: 'anywhere' }}>{secret}</code>
        <p>
          Each call bears the header Onefold-Signature, “t=time,v1=signature”: the HMAC-SHA256, by this secret, of the
          time, a dot and the body. Its Idempotency-Key stays the same when a call is repeated.
        </p>
      </BlockStack>
    </Banner>
  );
}
