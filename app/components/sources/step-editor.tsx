import { BlockStack, Box, Button, InlineStack, Select, Text } from '@shopify/polaris';
import type { Transform } from '#app/sources/transforms.ts';
import { becomes, type ColumnChoices, StepFields } from './step-fields.tsx';

const NEW_STEPS: Readonly<Record<Transform['kind'], { label: string; step: Transform }>> = {
  trim: { label: 'Remove needless blanks', step: { kind: 'trim' } },
  case: { label: 'Capitals and small letters', step: { kind: 'case', to: 'title' } },
  split: { label: 'Keep a part', step: { kind: 'split', separator: ',', part: 1 } },
  join: { label: 'Append another column', step: { kind: 'join', columns: [], separator: ' ' } },
  replace: { label: 'Replace text', step: { kind: 'replace', find: '', with: '' } },
  lookup: { label: 'Look values up', step: { kind: 'lookup', table: {}, otherwise: 'keep' } },
  units: { label: 'Multiply', step: { kind: 'units', factor: 0.01 } },
  default: { label: 'Fill if empty', step: { kind: 'default', value: '' } },
  condition: { label: 'Only if', step: { kind: 'condition', when: { test: 'is', value: '' }, apply: becomes('') } },
};

const KINDS = Object.entries(NEW_STEPS).map(([value, { label }]) => ({ label, value }));

type Props = {
  steps: readonly Transform[];
  columns: ColumnChoices;
  onChange: (steps: Transform[]) => void;
};

/** A chain of steps, applied from top to bottom. */
export function StepEditor({ steps, columns, onChange }: Props) {
  const put = (at: number, step: Transform) => onChange(steps.map((one, index) => (index === at ? step : one)));
  return (
    <BlockStack gap="300">
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
        <Box key={at} padding="300" background="bg-surface-secondary" borderRadius="200">
          <BlockStack gap="200">
            <InlineStack align="space-between" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {`${at + 1}. ${NEW_STEPS[step.kind].label}`}
              </Text>
              <Button
                variant="plain"
                accessibilityLabel={`Remove step ${at + 1}`}
                onClick={() => onChange(steps.filter((_, index) => index !== at))}
              >
                Remove
              </Button>
            </InlineStack>
            <StepFields step={step} columns={columns} onChange={(changed) => put(at, changed)} />
          </BlockStack>
        </Box>
      ))}
      <Select
        label="Add a step"
        options={[{ label: 'Choose what to do', value: '' }, ...KINDS]}
        value=""
        onChange={(kind) => kind !== '' && onChange([...steps, NEW_STEPS[kind as Transform['kind']].step])}
      />
    </BlockStack>
  );
}
