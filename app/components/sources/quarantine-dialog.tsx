import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, FormLayout, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';

type Answer = { refusal: { message: string; remedy: string | null; field: string | null } | null };
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
  const fetcher = useFetcher<Answer>();
  const [source, setSource] = useState(String(sources[0]?.id ?? ''));
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const refusal = fetcher.data?.refusal ?? null;
  const isDone = fetcher.state === 'idle' && fetcher.data?.refusal === null;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : false);
  const [only] = sources;
  const incident = incidentId === null ? '' : String(incidentId);
  return (
    <Modal
      open
      onClose={onClose}
      title={sources.length === 1 ? `Quarantine ${only!.name}` : 'Quarantine a source'}
      primaryAction={{
        content: 'Quarantine the source',
        loading: fetcher.state !== 'idle',
        onAction: () =>
          fetcher.submit(
            { intent: 'quarantine', reason, until, incident },
            { method: 'post', action: `/app/sources/${source}` },
          ),
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
              error={errorOf('reason')}
            />
            <TextField
              label="Last day"
              type="date"
              value={until}
              onChange={setUntil}
              autoComplete="off"
              error={errorOf('until')}
              helpText="On the day after it, what is held is taken in by itself. Leave it empty to decide yourself."
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
