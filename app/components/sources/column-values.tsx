import { BlockStack, Button, Select } from '@shopify/polaris';
import { useId, useState } from 'react';
import { canChooseWinner } from '#app/sources/column-wins.ts';
import type { ColumnMapping, ColumnWins } from '#app/sources/mapping.ts';
import { compileTransforms, type Transform } from '#app/sources/transforms.ts';
import { BeforeAfter } from './before-after.tsx';
import { StepEditor } from './step-editor.tsx';

const WINS: readonly { label: string; value: ColumnWins }[] = [
  { label: 'The newest counts', value: 'newest' },
  { label: 'Fill only what is empty', value: 'fill' },
  { label: 'This source wins over all others', value: 'source' },
  { label: 'Keep both', value: 'both' },
  { label: 'Never touch', value: 'never' },
];

const SHOWN = 4;

type Props = {
  column: ColumnMapping;
  names: readonly string[];
  sample: readonly (readonly string[])[];
  onChange: (change: Partial<ColumnMapping>) => void;
};

/** What is done to a column's values on their way in, shown on the file's own rows, and which value counts in the end. */
export function ColumnValues({ column, names, sample, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  const steps = column.transforms ?? [];
  const label = steps.length > 0 ? `Change values (${steps.length})` : 'Change values';
  return (
    <BlockStack gap="200">
      <Button
        variant="plain"
        disclosure={isOpen ? 'up' : 'down'}
        ariaExpanded={isOpen}
        ariaControls={panelId}
        accessibilityLabel={`${label} of ${column.column}`}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      {isOpen && (
        <div id={panelId}>
          <BlockStack gap="300">
            <StepEditor
              steps={steps}
              columns={names.map((name) => ({ label: name, value: name }))}
              onChange={(transforms) => onChange({ transforms })}
            />
            <BeforeAfter changes={changesOf(column.column, steps, names, sample)} caption="On rows of your file" />
            {canChooseWinner(column.field) && (
              <Select
                label="If there is a value already"
                options={[...WINS]}
                value={column.wins ?? 'newest'}
                onChange={(wins) => onChange({ wins: wins as ColumnWins })}
              />
            )}
          </BlockStack>
        </div>
      )}
    </BlockStack>
  );
}

function changesOf(
  column: string,
  steps: readonly Transform[],
  names: readonly string[],
  sample: readonly (readonly string[])[],
): { key: string; before: string; after: string }[] {
  const apply = compileTransforms(steps);
  const indexOf = (name: string) => names.indexOf(name);
  const at = indexOf(column);
  const seen = new Map<string, string>();
  for (const cells of sample) {
    const before = cells[at] ?? '';
    if (!seen.has(before) && seen.size < SHOWN) {
      seen.set(before, apply(before, { cells, indexOf }));
    }
  }
  return [...seen].map(([before, after]) => ({ key: before, before, after }));
}
