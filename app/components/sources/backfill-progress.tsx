import { Banner, BlockStack, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';

export type BackfillState = {
  open: boolean;
  /** Lines loaded and, as far as Shopify has said, to load. */
  done: number;
  total: number;
  failed: { subject: string; reason: string | null }[];
  /** Shopify shows only the last 60 days of orders to this installation. */
  limitedToDays: number | null;
};

/** How far the history of Shopify has come; nothing once it is all here. */
export function BackfillProgress({ backfill }: { backfill: BackfillState }) {
  return (
    <>
      {backfill.failed.map((one) => (
        <Banner
          key={`${one.subject}${one.reason}`}
          tone="critical"
          title={`A part of the history of ${one.subject} could not be fetched`}
          action={{ content: 'Try again', url: '/app/sources' }}
        >
          <p>{one.reason ?? 'Shopify gave no reason.'}</p>
        </Banner>
      ))}
      {backfill.open && (
        <Card>
          <BlockStack gap="200">
            <InlineStack align="space-between">
              <Text as="h2" variant="headingMd">
                Fetching your history from Shopify
              </Text>
              <Text as="span" tone="subdued">
                {backfill.total > 0
                  ? `${count(backfill.done)} of ${count(Math.max(backfill.total, backfill.done))} lines`
                  : 'Shopify is preparing it'}
              </Text>
            </InlineStack>
            <div
              role="progressbar"
              aria-label="Fetching history"
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={share(backfill)}
            >
              <ProgressBar progress={share(backfill)} size="small" ariaLabelledBy="backfill-heading" />
            </div>
            <Text as="p" tone="subdued" variant="bodySm">
              Newest first: what is here can be used now, and the rest joins it.
            </Text>
          </BlockStack>
        </Card>
      )}
    </>
  );
}

function share({ done, total }: BackfillState): number {
  return total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0;
}
