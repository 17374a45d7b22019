import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, ChoiceList, Modal, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { plural } from '#app/components/format.ts';
import type { HeldFile } from '#app/sources/source-quarantine.ts';

type Answer = { refusal: { message: string; remedy: string | null; field: string | null } | null };

/** Asks which held files are thrown away, and why; says that it cannot be undone. */
export function RefuseDialog({ held, onClose }: { held: readonly HeldFile[]; onClose: () => void }) {
  const fetcher = useFetcher<Answer>();
  const [chosen, setChosen] = useState(held.map((one) => String(one.id)));
  const [reason, setReason] = useState('');
  const refusal = fetcher.data?.refusal ?? null;
  const isDone = fetcher.state === 'idle' && fetcher.data?.refusal === null;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  return (
    <Modal
      open
      onClose={onClose}
      title="Throw away what is held"
      primaryAction={{
        content: `Throw away ${plural(chosen.length, 'file')}`,
        destructive: true,
        disabled: chosen.length === 0,
        loading: fetcher.state !== 'idle',
        onAction: () => fetcher.submit({ intent: 'refuse', reason, uploads: chosen.join(',') }, { method: 'post' }),
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {refusal && refusal.field === null && (
            <Banner tone="critical" title={refusal.message}>
              {refusal.remedy && <p>{refusal.remedy}</p>}
            </Banner>
          )}
          <Text as="p">
            These files are deleted and cannot be brought back, except by uploading them again. The source stays in
            quarantine.
          </Text>
          <ChoiceList
            title="Files"
            allowMultiple
            choices={held.map((one) => ({
              label: `${one.fileName}, ${plural(one.rows, 'row')}`,
              value: String(one.id),
            }))}
            selected={chosen}
            onChange={setChosen}
          />
          <TextField
            label="Why"
            value={reason}
            onChange={setReason}
            autoComplete="off"
            maxLength={200}
            error={refusal?.field === 'reason' ? refusal.message : false}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
