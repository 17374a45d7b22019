import { Banner, BlockStack, ChoiceList, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { plural } from '#app/components/format.ts';
import { useDialog } from '#app/components/use-dialog.ts';
import type { HeldFile } from '#app/sources/source-quarantine.ts';

/** Asks which held files are thrown away, and why; says that it cannot be undone. */
export function RefuseDialog({ held, onClose }: { held: readonly HeldFile[]; onClose: () => void }) {
  const dialog = useDialog(onClose);
  const [chosen, setChosen] = useState(held.map((one) => String(one.id)));
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      onClose={onClose}
      title="Throw away what is held"
      primaryAction={{
        content: `Throw away ${plural(chosen.length, 'file')}`,
        destructive: true,
        disabled: chosen.length === 0,
        loading: dialog.isBusy,
        onAction: () => dialog.submit({ intent: 'refuse', reason, uploads: chosen.join(',') }, { method: 'post' }),
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {dialog.refusal && (
            <Banner tone="critical" title={dialog.refusal.message}>
              {dialog.refusal.remedy && <p>{dialog.refusal.remedy}</p>}
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
            error={dialog.errorOf('reason')}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
