import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Checkbox, FormLayout, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';

type Line = {
  key: string;
  label: string;
  formula: string;
  severity: 'high' | 'medium' | 'low';
  owner: string;
  target: number;
  isActive: boolean;
};
type Props = { line: Line; scope: { sourceId: number; storeId: number }; scopeName: string; onClose: () => void };
type Answer = { refusal: { message: string; field: string | null } | null };

const SEVERITIES = [
  { label: 'Costs people or money', value: 'high' },
  { label: 'Misleads', value: 'medium' },
  { label: 'Careless', value: 'low' },
];

/** What is asked of a check: how grave it is, who cares, and how much must be in order. */
export function StandardForm({ line, scope, scopeName, onClose }: Props) {
  const fetcher = useFetcher<Answer>();
  const [severity, setSeverity] = useState<string>(line.severity);
  const [owner, setOwner] = useState(line.owner);
  const [target, setTarget] = useState(String(Math.round(line.target * 1000) / 10));
  const [isActive, setActive] = useState(line.isActive);
  const refusal = fetcher.data?.refusal ?? null;
  const isDone = fetcher.state === 'idle' && fetcher.data?.refusal === null;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  const isWhole = scope.sourceId + scope.storeId === 0;
  const save = () =>
    fetcher.submit(
      { checkKey: line.key, ...scope, severity, owner, targetPercent: target, isActive: String(isActive) },
      { method: 'post' },
    );
  return (
    <Modal
      open
      onClose={onClose}
      title={line.label}
      primaryAction={{ content: 'Save', loading: fetcher.state !== 'idle', onAction: save }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {refusal && refusal.field !== 'target' && <Banner tone="critical" title={refusal.message} />}
          <Text as="p">{`Asked of ${scopeName}. Score = ${line.formula}`}</Text>
          <FormLayout>
            <TextField
              label="Share that must be in order"
              value={target}
              onChange={setTarget}
              autoComplete="off"
              inputMode="decimal"
              suffix="%"
              error={refusal?.field === 'target' ? refusal.message : false}
            />
            <Select label="How grave a fault is" options={SEVERITIES} value={severity} onChange={setSeverity} />
            <TextField label="Owner" value={owner} onChange={setOwner} autoComplete="off" maxLength={100} />
            {isWhole && (
              <Checkbox
                label="This check runs"
                helpText="Switched off, it is in no score."
                checked={isActive}
                onChange={setActive}
              />
            )}
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
