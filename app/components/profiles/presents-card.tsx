import { BlockStack, Card, Link, List, Text } from '@shopify/polaris';
import { day, type Formatting, money } from '#app/components/format.ts';

type OtherEnd = { name: string; place: string; publicId: string | null; orders: number; lastDay: string };
type Presents = { sent: readonly (OtherEnd & { netMinor: number })[]; received: readonly OtherEnd[] };

/** Who received what this person paid for, and who sent this person something. Nothing where neither has happened. */
export function PresentsCard({ presents, format }: { presents: Presents; format: Formatting }) {
  const { sent, received } = presents;
  if (sent.length === 0 && received.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Paid by one, received by another
        </Text>
        {sent.length > 0 && (
          <Ends title="Sent to" ends={sent.map((end) => ({ ...end, worth: money(end.netMinor, format) }))} />
        )}
        {received.length > 0 && <Ends title="Received from" ends={received} />}
        <Text as="p" tone="subdued" variant="bodySm">
          A name and address that a buyer typed for somebody else never joins people, and makes nobody a customer.
        </Text>
      </BlockStack>
    </Card>
  );
}

function Ends({ title, ends }: { title: string; ends: readonly (OtherEnd & { worth?: string })[] }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <List>
        {ends.map((end) => (
          <List.Item key={end.publicId ?? `${end.name} ${end.place}`}>
            {end.publicId ? <Link url={`/app/profiles/${end.publicId}`}>{end.name}</Link> : end.name}
            {end.place && `, ${end.place}`}
            {`: ${[end.orders === 1 ? '1 order' : `${end.orders} orders`, end.worth, `last ${day(end.lastDay)}`].filter(Boolean).join(', ')}`}
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
