import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';
import type { UploadCounters } from '#app/sources/upload-counters.ts';
import { CounterFigures } from './counter-figures.tsx';
import type { UploadStateName } from './upload-state-badge.tsx';

type Props = {
  state: UploadStateName;
  counters: UploadCounters;
  dataRows: number;
  refused: number;
  failure: string | null;
  cancelAsked: boolean;
};

/** How far an import has come, and what it has done. */
export function ImportProgress({ state, counters, dataRows, refused, failure, cancelAsked }: Props) {
  const cancel = useFetcher();
  const share = dataRows > 0 ? Math.min(100, Math.round((counters.rowsRead / dataRows) * 100)) : 0;
  return (
    <BlockStack gap="400">
      {failure && state === 'refused' && (
        <Banner tone="critical" title="The file was thrown away">
          <p>{failure}</p>
        </Banner>
      )}
      {state === 'importing' && (
        <Card>
          <BlockStack gap="200">
            <InlineStack align="space-between" blockAlign="center">
              <Text as="h2" variant="headingMd">
                {cancelAsked ? 'Stopping after this slice' : 'Importing'}
              </Text>
              <cancel.Form method="post">
                <input type="hidden" name="intent" value="cancel" />
                <Button submit disabled={cancelAsked} loading={cancel.state !== 'idle'}>
                  Stop
                </Button>
              </cancel.Form>
            </InlineStack>
            <div role="progressbar" aria-label="Import" aria-valuemin={0} aria-valuemax={100} aria-valuenow={share}>
              <ProgressBar progress={share} size="small" />
            </div>
            <Text as="p" tone="subdued" variant="bodySm">
              {`${count(counters.rowsRead)} of ${count(dataRows)} rows`}
            </Text>
          </BlockStack>
        </Card>
      )}
      <CounterFigures counters={counters} refused={refused} />
    </BlockStack>
  );
}
