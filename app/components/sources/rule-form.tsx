import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, Checkbox, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { count, plural } from '#app/components/format.ts';
import { CLEANABLE, type CleanableField } from '#app/sources/cleansing.ts';
import type { Transform } from '#app/sources/transforms.ts';
import { BeforeAfter } from './before-after.tsx';
import { StepEditor } from './step-editor.tsx';

type Preview = {
  looked: number;
  changes: number;
  shown: { recordId: number; before: string | null; after: string | null }[];
};
type Answer = { preview?: Preview; refusal?: string };

const FIELDS = Object.entries(CLEANABLE).map(([value, label]) => ({ label, value }));
const COLUMNS = [...FIELDS, { label: 'Phone', value: 'phone_e164' }];

/** A rule of one's own: a field, a chain of steps, and what it would do to the customers who are here. */
export function RuleForm() {
  const look = useFetcher<Answer>();
  const save = useFetcher<Answer>();
  const [name, setName] = useState('');
  const [field, setField] = useState<CleanableField>('city');
  const [steps, setSteps] = useState<Transform[]>([]);
  const [propose, setPropose] = useState(false);
  const { submit } = look;
  useEffect(() => {
    if (steps.length > 0) {
      submit({ intent: 'preview', field, steps: JSON.stringify(steps) }, { method: 'post' });
    }
  }, [field, steps, submit]);
  const send = () =>
    save.submit(
      { intent: 'save', name, field, steps: JSON.stringify(steps), mode: propose ? 'propose' : 'apply' },
      { method: 'post' },
    );
  return (
    <BlockStack gap="400">
      {save.data?.refusal && <Banner tone="critical" title={save.data.refusal} />}
      <Card>
        <BlockStack gap="300">
          <TextField label="Name" value={name} onChange={setName} autoComplete="off" maxLength={80} />
          <Select
            label="Field"
            options={FIELDS}
            value={field}
            onChange={(value) => setField(value as CleanableField)}
          />
          <StepEditor steps={steps} columns={COLUMNS} onChange={setSteps} />
          <Checkbox
            label="Only propose: I decide on each value"
            checked={propose || field === 'email'}
            disabled={field === 'email'}
            onChange={setPropose}
          />
        </BlockStack>
      </Card>
      {steps.length > 0 && <PreviewCard preview={look.data?.preview ?? null} />}
      <InlineStack align="end">
        <Button
          variant="primary"
          onClick={send}
          loading={save.state !== 'idle'}
          disabled={steps.length === 0 || name.trim() === ''}
        >
          Save rule
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function PreviewCard({ preview }: { preview: Preview | null }) {
  return (
    <Card>
      <div aria-live="polite">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            What it would do
          </Text>
          {preview === null ? (
            <Text as="p" tone="subdued">
              Looking at your customers
            </Text>
          ) : (
            <Text as="p">{`${count(preview.changes)} of the latest ${plural(preview.looked, 'record')} would change.`}</Text>
          )}
          {preview && preview.shown.length > 0 && (
            <BeforeAfter
              changes={preview.shown.map((one) => ({ ...one, key: String(one.recordId) }))}
              caption="On your own records"
            />
          )}
        </BlockStack>
      </div>
    </Card>
  );
}
