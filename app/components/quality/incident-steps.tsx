import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, FormLayout, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useDialog } from '#app/components/use-dialog.ts';
import type { IncidentLine, IncidentState } from '#app/quality/incident.ts';

type Answer = { refusal: { message: string; field: string | null } | null };
type Props = { incident: IncidentLine; today: string };

const STEPS: Readonly<Record<IncidentState, readonly { state: IncidentState; label: string }[]>> = {
  open: [
    { state: 'seen', label: 'Mark as seen' },
    { state: 'repairing', label: 'Start repair' },
    { state: 'solved', label: 'Mark as solved' },
  ],
  seen: [
    { state: 'repairing', label: 'Start repair' },
    { state: 'solved', label: 'Mark as solved' },
  ],
  repairing: [{ state: 'solved', label: 'Mark as solved' }],
  solved: [{ state: 'open', label: 'Open again' }],
  ignored: [{ state: 'open', label: 'Open again' }],
};

/** Who cares for an incident and how far they are; notes. */
export function IncidentSteps({ incident, today }: Props) {
  const fetcher = useFetcher<Answer>();
  const [owner, setOwner] = useState(incident.owner);
  const [note, setNote] = useState('');
  const [ignoring, setIgnoring] = useState(false);
  const isDone = fetcher.state === 'idle' && fetcher.data?.refusal === null;
  useEffect(() => {
    if (isDone) setNote('');
  }, [isDone]);
  const send = (change: Record<string, string>) => fetcher.submit(change, { method: 'post' });
  const busy = fetcher.state !== 'idle';
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Who cares for it
        </Text>
        <InlineStack gap="200">
          {STEPS[incident.state].map(({ state, label }) => (
            <Button key={state} disabled={busy} onClick={() => send({ state })}>
              {label}
            </Button>
          ))}
          {incident.state !== 'ignored' && incident.state !== 'solved' && (
            <Button disabled={busy} onClick={() => setIgnoring(true)}>
              Ignore…
            </Button>
          )}
        </InlineStack>
        <FormLayout>
          <TextField
            label="Owner"
            value={owner}
            onChange={setOwner}
            autoComplete="off"
            maxLength={100}
            connectedRight={
              <Button disabled={busy || owner === incident.owner} onClick={() => send({ owner })}>
                Save owner
              </Button>
            }
          />
          <TextField
            label="Note"
            value={note}
            onChange={setNote}
            autoComplete="off"
            maxLength={500}
            connectedRight={
              <Button disabled={busy || note.trim() === ''} onClick={() => send({ note })}>
                Add note
              </Button>
            }
          />
        </FormLayout>
      </BlockStack>
      {ignoring && <IgnoreDialog today={today} onClose={() => setIgnoring(false)} />}
    </Card>
  );
}

function IgnoreDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const dialog = useDialog(onClose);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(today);
  return (
    <Modal
      open
      onClose={onClose}
      title="Ignore this incident"
      primaryAction={{
        content: 'Ignore',
        loading: dialog.isBusy,
        onAction: () => dialog.submit({ state: 'ignored', reason, until }, { method: 'post' }),
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {dialog.refusal && <Banner tone="critical" title={dialog.refusal.message} />}
          <FormLayout>
            <TextField
              label="Why"
              value={reason}
              onChange={setReason}
              autoComplete="off"
              maxLength={200}
              error={dialog.errorOf('reason')}
            />
            <TextField
              label="Until"
              type="date"
              value={until}
              onChange={setUntil}
              autoComplete="off"
              error={dialog.errorOf('until')}
              helpText="If it still shows after this day, it is open again."
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
