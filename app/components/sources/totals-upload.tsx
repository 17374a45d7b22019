import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Card, DropZone, Text } from '@shopify/polaris';

type Answer = { refusal: { message: string; remedy: string | null } | null } | null;

/** Where a till's own count of each day is dropped. */
export function TotalsUpload({ sourceName }: { sourceName: string }) {
  const upload = useFetcher<Answer>();
  const send = (_all: File[], accepted: File[]) => {
    const [file] = accepted;
    if (file) {
      const form = new FormData();
      form.set('file', file);
      upload.submit(form, { method: 'post', encType: 'multipart/form-data' });
    }
  };
  const refusal = upload.state === 'idle' ? upload.data?.refusal : null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Compare with the till’s own count
        </Text>
        <Text as="p" tone="subdued">
          {`${sourceName} cannot be asked, but it can export its daily totals: date, number of sales, sum, and refunds. A row a day, or a row a day and till.`}
        </Text>
        {refusal && (
          <Banner tone="critical" title={refusal.message}>
            <p>{refusal.remedy}</p>
          </Banner>
        )}
        <DropZone
          onDrop={send}
          allowMultiple={false}
          label="Daily totals"
          labelHidden
          disabled={upload.state !== 'idle'}
        >
          <DropZone.FileUpload
            actionTitle={upload.state === 'idle' ? 'Choose daily totals' : 'Comparing'}
            actionHint="or drop them here"
          />
        </DropZone>
      </BlockStack>
    </Card>
  );
}
