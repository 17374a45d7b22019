import { BlockStack, Button, Card, Link, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';
import type { SendView, Wish } from './send-view.ts';

type Props = { page: SendView; isAllowed: boolean; isBusy: boolean; ask: (wish: Wish) => void };

/** What there is of the segment in Shopify now. */
export function WhereCard({ page, isAllowed, isBusy, ask }: Props) {
  const { target, reach } = page;
  const isThere = target !== null && (target.query !== null || reach.carried > 0);
  const isWaiting = page.current !== null && ['planned', 'running', 'stopped'].includes(page.current.run.state);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          In Shopify now
        </Text>
        <BlockStack gap="100">
          <Line label="Members here" value={count(reach.members)} />
          <Line label="Of them Shopify customers" value={count(reach.inShopify)} />
          <Line label="Carry the tag" value={count(reach.carried)} />
        </BlockStack>
        {target?.segmentGid && (
          <Link url={`shopify://admin/customers/segments/${target.segmentGid.split('/').at(-1)}`} target="_top">
            {`Open “${target.segmentName}” in Shopify`}
          </Link>
        )}
        {isAllowed && isThere && !isWaiting && (
          <Button tone="critical" loading={isBusy} onClick={() => ask({ intent: 'end' })}>
            Take it out of Shopify
          </Button>
        )}
      </BlockStack>
    </Card>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div style={{ display: 'flex', justifyContent: 'space-between' }}>
      <Text as="span" tone="subdued">
        {label}
      </Text>
      <Text as="span" numeric>
        {value}
      </Text>
    </div>
  );
}
