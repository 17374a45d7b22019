import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, FormLayout, Modal, Select, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { CARE_KINDS } from '#app/analytics/care-words.ts';
import { plural } from '#app/components/format.ts';

type Answer = { problem: { field: string; message: string } | null } | undefined;

/** Asks who does what by when for the people chosen. */
export function PlanAction({
  profileIds,
  today,
  onClose,
}: {
  profileIds: readonly number[];
  today: string;
  onClose: () => void;
}) {
  const sending = useFetcher<Answer>();
  const [kind, setKind] = useState<string>('call');
  const [owner, setOwner] = useState('');
  const [dueDay, setDueDay] = useState(today);
  const problem = sending.data?.problem ?? null;
  const isDone = sending.state === 'idle' && sending.data !== undefined && problem === null;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  const send = () =>
    sending.submit({ intent: 'plan', kind, owner, dueDay, profileIds: profileIds.join(',') }, { method: 'post' });
  const errorOf = (field: string) => (problem?.field === field ? problem.message : false);
  return (
    <Modal
      open
      onClose={onClose}
      title={`Plan an action for ${plural(profileIds.length, 'person', 'people')}`}
      primaryAction={{ content: 'Plan', loading: sending.state !== 'idle', onAction: send }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {problem && <Banner tone="critical" title={problem.message} />}
          <FormLayout>
            <Select
              label="What is to be done"
              options={Object.entries(CARE_KINDS)
                .filter(([value]) => value !== 'product')
                .map(([value, label]) => ({ value, label }))}
              value={kind}
              onChange={setKind}
            />
            <TextField
              label="Who does it"
              value={owner}
              onChange={setOwner}
              autoComplete="off"
              error={errorOf('owner')}
            />
            <TextField
              label="By"
              type="date"
              value={dueDay}
              onChange={setDueDay}
              autoComplete="off"
              error={errorOf('dueDay')}
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
