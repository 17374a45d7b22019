import { Banner, BlockStack, List } from '@shopify/polaris';

export type AttentionItem = { text: string; url: string; action: string };

/** What needs a person, in one place; nothing at all if nothing does. */
export function Attention({ items }: { items: readonly AttentionItem[] }) {
  if (items.length === 0) {
    return null;
  }
  return (
    <Banner
      tone="warning"
      title={items.length === 1 ? 'One thing needs you' : `${items.length} things need you`}
      action={{ content: items[0]!.action, url: items[0]!.url }}
    >
      <BlockStack gap="200">
        <List>
          {items.map((item) => (
            <List.Item key={item.text}>{item.text}</List.Item>
          ))}
        </List>
      </BlockStack>
    </Banner>
  );
}
