import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, FormLayout, InlineStack, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { day } from '#app/components/format.ts';
import { useDialog } from '#app/components/use-dialog.ts';

type Ignored = { checkKey: string; sourceId: number; reason: string; until: string };
type Source = { id: number; name: string };
type Props = { ignored: readonly Ignored[]; sources: readonly Source[]; today: string };

/** A check can be let pass for a while, with a reason and a last day: its faults are shown and not counted. */
export function LetPass({ ignored, sources, today }: Props) {
  const [open, setOpen] = useState(false);
  const fetcher = useFetcher();
  const nameOf = (id: number) => sources.find((one) => one.id === id)?.name ?? 'all sources';
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {ignored.length === 0 ? 'Counted in every score' : 'Let pass for now'}
          </Text>
          <Button onClick={() => setOpen(true)}>Let pass…</Button>
        </InlineStack>
        {ignored.map((one) => (
          <InlineStack key={one.sourceId} align="space-between" blockAlign="center" gap="200">
            <Text as="p">{`In ${nameOf(one.sourceId)} until ${day(one.until)}: ${one.reason}`}</Text>
            <Button
              variant="plain"
              accessibilityLabel={`Count ${nameOf(one.sourceId)} again`}
              onClick={() => fetcher.submit({ intent: 'count', source: one.sourceId }, { method: 'post' })}
            >
              Count again
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
      {open && <PassDialog sources={sources} today={today} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function PassDialog({ sources, today, onClose }: { sources: readonly Source[]; today: string; onClose: () => void }) {
  const dialog = useDialog(onClose);
  const [source, setSource] = useState('0');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(today);
  return (
    <Modal
      open
      onClose={onClose}
      title="Let this check pass for now"
      primaryAction={{
        content: 'Let pass',
        loading: dialog.isBusy,
        onAction: () => dialog.submit({ intent: 'pass', source, reason, until }, { method: 'post' }),
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          <Select
            label="In"
            options={[
              { label: 'All sources', value: '0' },
              ...sources.map((one) => ({ label: one.name, value: String(one.id) })),
            ]}
            value={source}
            onChange={setSource}
          />
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
          />
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}
