import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';

type Answer = { refusal: { message: string; remedy: string | null } | null };

type Props = {
  row: number;
  reason: string;
  remedy: string;
  columns: readonly string[];
  cells: readonly string[];
};

/** Opens a refused row, cell by cell, to be corrected and tried again, or left out for good. */
export function CorrectRow({ row, reason, remedy, columns, cells }: Props) {
  const fetcher = useFetcher<Answer>();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<string[]>([]);
  const begin = () => {
    setValues(columns.map((_column, at) => cells[at] ?? ''));
    setOpen(true);
  };
  const send = (intent: 'correct' | 'leave_out') => {
    fetcher.submit({ intent, row: String(row), cells: JSON.stringify(values) }, { method: 'post' });
    setOpen(false);
  };
  const beyond = cells.slice(columns.length).filter(Boolean);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200">
        <Button
          size="slim"
          onClick={begin}
          loading={fetcher.state !== 'idle'}
          accessibilityLabel={`Correct row ${row}`}
        >
          Correct
        </Button>
      </InlineStack>
      {fetcher.state === 'idle' && fetcher.data?.refusal && (
        <Text as="span" tone="critical">
          {[fetcher.data.refusal.message, fetcher.data.refusal.remedy].filter(Boolean).join(' ')}
        </Text>
      )}
      <Modal
        open={open}
        onClose={() => setOpen(false)}
        title={`Row ${row}`}
        primaryAction={{ content: 'Save and try again', onAction: () => send('correct') }}
        secondaryActions={[
          { content: 'Leave this row out', destructive: true, onAction: () => send('leave_out') },
          { content: 'Cancel', onAction: () => setOpen(false) },
        ]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <Banner tone="warning" title={reason}>
              <p>{remedy}</p>
              {beyond.length > 0 && <p>{`Cells beyond the last column: ${beyond.join(' | ')}`}</p>}
            </Banner>
            {columns.map((column, at) => (
              <TextField
                key={column}
                label={column}
                autoComplete="off"
                value={values[at] ?? ''}
                onChange={(value) => setValues(values.map((old, nth) => (nth === at ? value : old)))}
              />
            ))}
          </BlockStack>
        </Modal.Section>
      </Modal>
    </BlockStack>
  );
}
