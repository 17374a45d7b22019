import { Banner, BlockStack, FormLayout, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useDialog } from '#app/components/use-dialog.ts';

type Source = { id: number; name: string };
type Props = {
  /** To choose from; one: that one. */
  sources: readonly Source[];
  /** The incident that it repairs; null: none. */
  incidentId: number | null;
  onClose: () => void;
};

/** Asks for the reason and the last day of a source's quarantine. */
export function QuarantineDialog({ sources, incidentId, onClose }: Props) {
  const dialog = useDialog(onClose);
  const [source, setSource] = useState(String(sources[0]?.id ?? ''));
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [only] = sources;
  const incident = incidentId === null ? '' : String(incidentId);
  return (
    <Modal
      open
      onClose={onClose}
      title={sources.length === 1 ? `Quarantine ${only!.name}` : 'Quarantine a source'}
      primaryAction={{
        content: 'Quarantine the source',
        loading: dialog.isBusy,
        onAction: () =>
          dialog.submit(
            { intent: 'quarantine', reason, until, incident },
            { method: 'post', action: `/app/sources/${source}` },
          ),
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
            Its files are kept whole and in order, and none is taken in until you end the quarantine. What is here
            already stays as it is.
          </Text>
          <FormLayout>
            {sources.length > 1 && (
              <Select
                label="Source"
                options={sources.map((one) => ({ label: one.name, value: String(one.id) }))}
                value={source}
                onChange={setSource}
              />
            )}
            <TextField
              label="Why"
              value={reason}
              onChange={setReason}
              autoComplete="off"
              maxLength={200}
              error={dialog.errorOf('reason')}
            />
            <TextField
              label="Last day"
              type="date"
              value={until}
              onChange={setUntil}
              autoComplete="off"
              error={dialog.errorOf('until')}
              helpText="On the day after it, what is held is taken in by itself. Leave it empty to decide yourself."
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
